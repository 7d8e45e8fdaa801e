using Dispatch.Contracts.Chats;
using Dispatch.Web.Live;

namespace Dispatch.Web.Chats;

/// <summary>Bells of chats to those who have them open. Keyed <c>{request id}/{account}</c>, so that the chat knows which side is there; codes are not kept.</summary>
internal sealed class ChatRelay(IGrainFactory grains, ILogger<ChatRelay> log) : Relay<IChatObserver>(grains, log), IChatObserver
{
    protected override IGrainObserver Observer => this;

    public static string Key(string requestId, Actor actor) => $"{requestId}/{actor.Account}";

    public void ChatRang(string account, ChatBell bell) => Tell($"{bell.RequestId}/{account}", client => client.ChatRang(bell));

    protected override async Task SubscribeAsync(string key, IChatObserver observer)
    {
        var (chat, actor) = Of(key);

        // One who may no longer is not subscribed, and hears nothing; the page learns why when it asks.
        await chat.HearAsync(observer, actor);
    }

    protected override Task CatchUpAsync(string key)
    {
        ChatRang(key[(key.IndexOf('/', StringComparison.Ordinal) + 1)..], new ChatBell(key[..key.IndexOf('/', StringComparison.Ordinal)], 0, 0, 0, null));
        return Task.CompletedTask;
    }

    protected override Task UnsubscribeAsync(string key, IChatObserver observer)
    {
        var (chat, actor) = Of(key);
        return chat.UnhearAsync(observer, actor);
    }

    private (IChatGrain Chat, Actor Actor) Of(string key)
    {
        var slash = key.IndexOf('/', StringComparison.Ordinal);
        var account = key[(slash + 1)..];
        return (Grains.GetGrain<IChatGrain>(key[..slash]), account == Actor.Resident.Account ? Actor.Resident : new Actor(account, Role.Counsellor, null));
    }
}
