using Dispatch.Contracts.Boards;
using Dispatch.Contracts.Chats;
using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Responders;
using Dispatch.Web.Live;

namespace Dispatch.Web.Responders;

/// <summary>Offers to the phones of the responder they are for. Keyed <c>{role}/{responder id}</c>: the role says which kind of actor it is.</summary>
internal sealed class PhoneRelay(IGrainFactory grains, ILogger<PhoneRelay> log) : Relay<IPhoneObserver>(grains, log), IPhoneObserver
{
    private const string Counsellor = "counsellor/";
    private const string Volunteer = "volunteer/";

    protected override IGrainObserver Observer => this;

    public static string Key(Actor actor) => (actor.Role == Role.Counsellor ? Counsellor : Volunteer) + actor.Account;

    public void OfferReceived(string responderId, OfferView offer) => TellPerson(responderId, client => client.OfferReceived(offer));

    public void OfferChanged(string responderId, OfferView offer) => TellPerson(responderId, client => client.OfferChanged(offer));

    public void ChatStirred(string responderId, ChatStirring stirring) => TellPerson(responderId, client => client.ChatStirred(stirring));

    protected override Task SubscribeAsync(string key, IPhoneObserver observer) => Grain(key).ConnectAsync(observer);

    protected override Task UnsubscribeAsync(string key, IPhoneObserver observer) => Grain(key).DisconnectAsync(observer);

    private void TellPerson(string responderId, Func<ILiveClient, Task> push)
    {
        // An id belongs to one kind of responder only, so at most one of the two keys has followers.
        Tell(Volunteer + responderId, push);
        Tell(Counsellor + responderId, push);
    }

    private IResponderGrain Grain(string key) => key.StartsWith(Counsellor, StringComparison.Ordinal)
        ? Grains.GetGrain<ICounsellorGrain>(key[Counsellor.Length..])
        : Grains.GetGrain<IVolunteerGrain>(key[Volunteer.Length..]);
}
