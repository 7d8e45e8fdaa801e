using System.Collections.Immutable;
using Dispatch.Contracts;
using Dispatch.Contracts.Emergencies;
using Dispatch.Contracts.Rosters;

namespace Dispatch.Domain.Emergencies;

/// <summary>What opens an emergency, and opens it again. A danger that somebody has acknowledged is followed by a call to people, whatever the request is by then.</summary>
public static class OpeningRules
{
    /// <summary>
    /// Whether this word opens it: there is none yet; or it ended, and since then danger was spoken of, or a request that runs turned out not kept.
    /// A request that was cancelled before its first word was heard opens one all the same.
    /// </summary>
    public static bool Wants(Emergency? held, RequestNews news) => held is null
        ? news.IsRunning || news.Dangers > 0
        : !held.IsOpen && (news.Dangers > held.Danger || (news.IsRunning && news.Attempt > held.Episode));

    /// <summary>The watch as far as the request itself knows it, for when no roster answers: its owner is called rather than nobody.</summary>
    public static OnWatch Alone(RequestNews news) => new(
        news.Owner, news.Owner, null, null, null, [], [.. news.Team.Where(each => each.CrisisQualified).Select(each => each.Account).Distinct()]);

    /// <summary>Opens it: the lead, the shift, the expert and the crisis team are called; with nobody of competence on duty, all who have it.</summary>
    public static Emergency Open(RequestNews news, ImmutableArray<UnitFacts> units, OnWatch watch, EmergencyTimes times, DateTimeOffset now) =>
        Begin(null, news, units, watch, times, now);

    /// <summary>
    /// Opens it again. Whoever is still out stays watched and is called again; of the others what they owe stays, a debrief and a rest, and nothing else:
    /// nobody counts as having it who has not said so since.
    /// </summary>
    public static Emergency Reopen(
        Emergency ended, RequestNews news, ImmutableArray<UnitFacts> units, OnWatch watch, EmergencyTimes times, DateTimeOffset now)
    {
        var next = Begin(ended, news, units, watch, times, now);
        foreach (var row in ended.People.Where(each => each.IsOut || each.OwesDebrief || !each.IsRested))
        {
            next = next.With(Carry(row, next.Find(row.Account), times, now));
        }

        // Who stands down what was open before must have heard of what opened it again.
        next = news.Dangers > ended.Danger ? next.Raise(PageReason.Danger, null, times, now) : next;
        var missed = ended.Alarms.Where(each => each is { Reason: PageReason.CheckInMissed, AnsweredAt: null });
        return (next with { Alarms = [.. missed, .. next.Alarms], Leaving = Leaving(ended, next) }).WatchTeam(times, now, Actor.System.Account).WatchSilence(times, now);
    }

    private static Emergency Begin(
        Emergency? ended, RequestNews news, ImmutableArray<UnitFacts> units, OnWatch watch, EmergencyTimes times, DateTimeOffset now)
    {
        watch = BarRules.Without(watch, news.Barred);
        var opened = new Emergency(
            news.RequestId, news.StationId, news.Service, news.Area, EmergencyState.Open, now, news.Attempt, watch.Lead, watch.Head,
            [], [.. units.Select(unit => new LinkedUnit(unit, now + times.Unit))], [], ended?.Events ?? [], watch.Qualified, now + times.Climb, now + times.Wide,
            now + times.Team, End: null, news.IsRunning, news.Version, OutcomeKnown: false, Next: ended?.Next ?? 1, Version: ended?.Version ?? 0)
        {
            Danger = news.Dangers,
            Barred = news.Barred,
            KnowsOffers = true,
        };
        return NewsRules.Meet(CallWatch(opened.Told(now, "opened", Actor.System.Account), watch, times, now), news, times, now);
    }

    /// <summary>Who is not called again, and whose phone may show the page of before.</summary>
    private static ImmutableArray<string> Leaving(Emergency ended, Emergency next) =>
        ended.PhonesFree ? [] : [.. ended.Leaving.Concat(ended.People.Select(each => each.Account)).Where(account => next.Find(account) is null).Distinct()];

    private static Called Carry(Called row, Called? called, EmergencyTimes times, DateTimeOffset now)
    {
        if (row.IsOut)
        {
            return row with
            {
                NextAt = now + times.Repeat, AcknowledgedAt = null, CannotAt = null, Round = 1, PagedAt = now, Offer = called?.Offer, OfferState = called?.OfferState,
            };
        }

        return (called ?? new Called(row.Account, row.Office, row.Qualified, 1, now, NextAt: null)) with
        {
            DebriefBy = row.OwesDebrief ? row.DebriefBy : null,
            DebriefAt = row.OwesDebrief ? row.DebriefAt : null,
            Points = row.IsRested ? 0 : row.Points,
        };
    }

    /// <summary>Everybody of the watch; with nobody of competence among them, all who have it.</summary>
    internal static Emergency CallWatch(Emergency held, OnWatch watch, EmergencyTimes times, DateTimeOffset now)
    {
        held = CallAll(held, watch, times, now);
        return held.People.Any(each => each.Qualified) ? held : held.Widen(times, now);
    }

    /// <summary>Everybody of the watch who was not called yet.</summary>
    private static Emergency CallAll(Emergency held, OnWatch watch, EmergencyTimes times, DateTimeOffset now)
    {
        (string? Account, Office Office)[] called =
        [
            (watch.Lead, Office.DutyLead), (watch.Primary, Office.Primary), (watch.Secondary, Office.Secondary), (watch.Expert, Office.Expert),
            .. watch.Team.Select(account => ((string?)account, Office.CrisisTeam)),
        ];
        foreach (var (account, office) in called)
        {
            held = account is null ? held : held.Call(account, office, watch.Qualified.Contains(account), times, now, Actor.System.Account);
        }

        return held;
    }
}
