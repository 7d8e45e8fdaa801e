using Dispatch.Contracts;
using Dispatch.Contracts.Chats;
using Dispatch.Contracts.Responders;
using Dispatch.Contracts.Stations;
using Dispatch.Domain.Chats;
using Dispatch.Domain.Stations;
using Orleans.Utilities;

namespace Dispatch.Grains.Chats;

/// <summary>Who rings when: bells to the two sides, a stir to counsellors who may have the chat closed. Never a word of anybody.</summary>
internal sealed partial class ChatGrain
{
    /// <summary>Listeners renew every minute; one that stays away this long is gone.</summary>
    private static readonly TimeSpan ListenersExpire = TimeSpan.FromMinutes(6);

    /// <summary>By account; the resident's under its own name.</summary>
    private readonly Dictionary<string, ObserverManager<IChatObserver>> listeners = new(StringComparer.Ordinal);

    private readonly Dictionary<ChatSide, DateTimeOffset> typed = [];

    public async Task<Reply> HearAsync(IChatObserver observer, Actor by)
    {
        var (team, refused) = await TeamAsync(RuleOf(by), by);
        if (team is null)
        {
            return refused!;
        }

        if (!listeners.TryGetValue(by.Account, out var own))
        {
            listeners[by.Account] = own = new ObserverManager<IChatObserver>(ListenersExpire, log);
        }

        own.Subscribe(observer, observer);
        Chat(team);
        Present(by.Account, isHere: true, team);
        return Reply.Done;
    }

    public async Task UnhearAsync(IChatObserver observer, Actor by)
    {
        if (!listeners.TryGetValue(by.Account, out var own))
        {
            return;
        }

        own.Unsubscribe(observer);
        own.ClearExpired();
        if (own.Count == 0)
        {
            listeners.Remove(by.Account);
            var (team, _) = await TeamAsync(Domain.Access.AccessTable.ChatHelp, Actor.Resident);
            if (team is not null)
            {
                Chat(team);
                Present(by.Account, isHere: false, team);
            }
        }
    }

    public Task RingAsync()
    {
        // Who listens has had the chat loaded; without listeners there is nobody to ring for.
        if (current is not null)
        {
            Ring();
        }

        return Task.CompletedTask;
    }

    public async Task TypingAsync(Actor by)
    {
        var side = ChatRules.SideOf(by);
        if (typed.TryGetValue(side, out var before) && Now - before < ChatLimits.TypingPace)
        {
            return;
        }

        typed[side] = Now;
        var (team, _) = await TeamAsync(RuleOf(by), by);
        if (team is not null)
        {
            Chat(team);
            Active(by);
            Ring(side);
        }
    }

    private void Present(string account, bool isHere, ChatTeam team)
    {
        var gone = isHere ? (DateTimeOffset?)null : Now;
        contact = account == Actor.Resident.Account ? contact with { ResidentGone = gone }
            : account == current!.Attending ? contact with { CounsellorGone = gone }
            : contact;
        Arm(team);
    }

    private void Ring(ChatSide? typing = null)
    {
        var bell = ChatViews.Bell(Id, current!, typing);
        foreach (var (account, own) in listeners)
        {
            own.Notify(listener => listener.ChatRang(account, bell));
        }
    }

    /// <summary>After a commit: both sides ring, phones are stirred, the clock of contact is set, and who must hear of an alarm is told at once.</summary>
    private void Tell(Chat? before, ChatTeam team)
    {
        if (current!.Attending != before?.Attending)
        {
            contact = contact with { CounsellorGone = null };
        }

        Ring();
        var alarmed = current.LastAlarm > (before?.LastAlarm ?? 0);
        if (alarmed)
        {
            Stir(team, ChatStir.Alarm);
        }
        else if (current.Last > (before?.Last ?? 0) && current.Lines[^1].From == ChatSide.Resident)
        {
            Stir(team, ChatStir.Message);
        }

        Arm(team);
        if (alarmed)
        {
            due?.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }

    private void Stir(ChatTeam team, ChatStir what)
    {
        foreach (var member in team.Members.Where(each => !team.Barred.Contains(each.Account)))
        {
            _ = GrainFactory.GetGrain<ICounsellorGrain>(member.Account).StirAsync(new ChatStirring(Id, what));
        }
    }

    /// <summary>Nobody answers the resident: other counsellors of the request, and the station's crisis counsellors on duty, hear that somebody is wanted.</summary>
    private async Task WantAsync(ChatTeam team)
    {
        Stir(team, ChatStir.Wanted);
        var shards = (await GrainFactory.GetGrain<IStationGrain>(team.StationId).ShardsAsync()).Duty;
        for (var shard = 0; shard < shards; shard++)
        {
            foreach (var card in await GrainFactory.GetGrain<IDutySetGrain>(ShardWalk.Key(team.StationId, shard)).ListAsync())
            {
                if (card is { OnDutySince: not null, Profile: { Kind: ResponderKind.Counsellor, CrisisQualified: true } one }
                    && team.Find(one.Id) is null && !team.Barred.Contains(one.Id))
                {
                    _ = GrainFactory.GetGrain<ICounsellorGrain>(one.Id).StirAsync(new ChatStirring(Id, ChatStir.Wanted));
                }
            }
        }
    }
}
