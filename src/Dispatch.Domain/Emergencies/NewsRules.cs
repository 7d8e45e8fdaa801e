using Dispatch.Contracts;
using Dispatch.Contracts.Emergencies;
using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Rosters;

namespace Dispatch.Domain.Emergencies;

/// <summary>What an emergency hears: from its request, and from the watch of its station.</summary>
public static class NewsRules
{
    /// <summary>What the request says of itself: whom it asked is called as well, and what changed of its assignments is a step here.</summary>
    public static Emergency Hear(Emergency held, RequestNews news, EmergencyTimes times, DateTimeOffset now)
    {
        if (news.Version <= held.Heard && held.Version > 0)
        {
            return held;
        }

        var next = held with { Heard = news.Version, RequestRunning = news.IsRunning };
        next = BarRules.Hear(news.IsErased ? EndingRules.Wordless(next) : next, news.Barred, times, now);

        if (!held.IsOpen)
        {
            // Whoever was out when it ended is back with the end of the task, as before.
            return news.Team.Where(member => member.State == AssignmentState.Completed && next.Find(member.Account) is not null)
                .Aggregate(next, (e, member) => Follow(e, member, begins: false, times, now));
        }

        next = news.Attempt > next.Episode ? CallAgain(next with { Episode = news.Attempt }, times, now) : next;
        if (news.Dangers > next.Danger)
        {
            // Each danger is an alarm of its own: an answer to the one before is none to this.
            var others = next.Alarms.RemoveAll(each => each.Reason == PageReason.Danger);
            next = (next with { Danger = news.Dangers, Alarms = others }).Raise(PageReason.Danger, null, times, now);
        }

        next = news.Team.Aggregate(next, (e, member) => Follow(e, member, begins: !e.KnowsOffers && e.Find(member.Account)?.Offer is null, times, now));
        return (next.KnowsOffers ? next : next with { KnowsOffers = true }).WatchSilence(times, now);
    }

    /// <summary>
    /// What the watch says of itself: who is of competence now, who is called from now on, and at once while no team of two is sent. A qualification
    /// that came later counts, one that was taken away no longer does.
    /// </summary>
    public static Emergency Hear(Emergency held, OnWatch watch, EmergencyTimes times, DateTimeOffset now)
    {
        if (!held.IsOpen)
        {
            return held;
        }

        watch = BarRules.Without(watch, held.Barred);
        var known = held.Head == watch.Head && held.Wider.SequenceEqual(watch.Qualified);
        var next = known ? held : Qualify(held, watch, times, now);
        if (next.WatchMissing)
        {
            next = OpeningRules.CallWatch(next with { WatchMissing = false }, watch, times, now);
            next = next.Find(next.Lead)?.AcknowledgedAt is null ? Pass(next, watch.Lead, times, now) : next;
        }

        next = next.Find(next.Lead)?.CannotAt is not null && held.Head != next.Head ? Pass(next, next.Head, times, now) : next;
        return next.Sent ? next : watch.Team.Aggregate(next, (e, account) => e.Call(account, Office.CrisisTeam, qualified: true, times, now, Actor.System.Account));
    }

    /// <summary>
    /// The request's team as it is when an emergency opens. Who accepted before has not said that they have the emergency, so they are called; only
    /// that somebody is out is true without a word.
    /// </summary>
    internal static Emergency Meet(Emergency held, RequestNews news, EmergencyTimes times, DateTimeOffset now) =>
        news.Team.Aggregate(held, (e, member) => Follow(e, member, begins: true, times, now)).WatchSilence(times, now);

    /// <summary>
    /// Everybody's competence as it is now. Of whom the station's watch never knew, as a counsellor that another station lent, the request's own word
    /// stands. A lead who may no longer lead is followed by another.
    /// </summary>
    private static Emergency Qualify(Emergency held, OnWatch watch, EmergencyTimes times, DateTimeOffset now)
    {
        var next = held with { Head = watch.Head, Wider = watch.Qualified };
        foreach (var row in held.People)
        {
            var isQualified = watch.Qualified.Contains(row.Account) || (row.Qualified && !held.Wider.Contains(row.Account));
            if (isQualified != row.Qualified)
            {
                next = next.With(row with { Qualified = isQualified, WasQualified = row.WasQualified || (row.Went && row.Qualified) })
                    .Told(now, isQualified ? "qualified" : "unqualified", Actor.System.Account, row.Account);
            }
        }

        var lost = held.Find(held.Lead) is { Qualified: true } && next.Find(next.Lead) is { Qualified: false } && next.Lead != next.Head;
        next = lost ? LeadRules.Leave(next, times, now) : next;
        return next.WatchTeam(times, now, Actor.System.Account).WatchSilence(times, now);
    }

    /// <summary>It was not kept while the emergency runs: everybody who is not out is called once more, and every clock begins anew.</summary>
    private static Emergency CallAgain(Emergency held, EmergencyTimes times, DateTimeOffset now)
    {
        var people = held.People.Select(each => each.IsOut
            ? each
            : each with { AcknowledgedAt = null, CannotAt = null, Round = each.Round + 1, PagedAt = now, NextAt = now + times.Repeat });
        return (held with { People = [.. people], ClimbAt = now + times.Climb, WideAt = now + times.Wide })
            .Told(now, "not-kept", Actor.System.Account)
            .WatchTeam(times, now, Actor.System.Account);
    }

    /// <summary>Names somebody of the watch, unless that person cannot; the head is named all the same, and called once more.</summary>
    private static Emergency Pass(Emergency held, string account, EmergencyTimes times, DateTimeOffset now)
    {
        var called = held.Call(account, Office.DutyLead, qualified: held.Wider.Contains(account), times, now, Actor.System.Account);
        if (called.Find(account) is { CannotAt: not null } row)
        {
            if (account != held.Head)
            {
                return called;
            }

            called = called.With(row with { CannotAt = null, NextAt = now + times.Repeat });
        }

        return called.LedBy(account, now, Actor.System.Account);
    }

    private static Emergency Follow(Emergency held, TeamNews member, bool begins, EmergencyTimes times, DateTimeOffset now)
    {
        if (held.Find(member.Account) is null && (!member.CrisisQualified || held.Barred.Contains(member.Account)))
        {
            return held;
        }

        held = held.Call(member.Account, Office.CrisisTeam, member.CrisisQualified, times, now, Actor.System.Account);
        var row = held.Find(member.Account)!;
        var isNew = row.Offer != member.Offer || row.OfferState != member.State;
        if (!isNew && (!member.Seen || row.SeenAt is not null))
        {
            return held;
        }

        row = row with
        {
            DeliveredAt = member.Seen ? row.DeliveredAt ?? now : row.DeliveredAt,
            SeenAt = member.Seen ? row.SeenAt ?? now : row.SeenAt,
            Offer = member.Offer,
            OfferState = member.State,
        };
        held = held.With(row);
        var acts = isNew && (!begins || (member.State is AssignmentState.EnRoute or AssignmentState.OnSite && !row.Went));
        return acts && PageStepRules.OfState(row, member.State) is { } step && PageStepRules.Take(held, member.Account, step, times, now) is { Next: { } taken } ? taken : held;
    }
}
