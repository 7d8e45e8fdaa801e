using System.Collections.Immutable;
using Dispatch.Contracts;
using Dispatch.Contracts.Emergencies;
using Dispatch.Contracts.Rosters;

namespace Dispatch.Domain.Emergencies;

/// <summary>Counsellors with a conflict of interest: not called, never the lead. Whoever is out already stays watched until back, for nobody in danger is left alone.</summary>
public static class BarRules
{
    /// <summary>The watch without them. The head stays: somebody is named in any case.</summary>
    public static OnWatch Without(OnWatch watch, ImmutableArray<string> barred) => barred.IsEmpty ? watch : watch with
    {
        Lead = barred.Contains(watch.Lead) ? watch.Head : watch.Lead,
        Primary = Free(watch.Primary, barred),
        Secondary = Free(watch.Secondary, barred),
        Expert = Free(watch.Expert, barred),
        Team = watch.Team.RemoveRange(barred),
        Qualified = watch.Qualified.RemoveRange(barred),
    };

    /// <summary>What the request says of conflicts now: whoever was called is called off, and the lead passes.</summary>
    public static Emergency Hear(Emergency held, ImmutableArray<string> barred, EmergencyTimes times, DateTimeOffset now)
    {
        if (barred.SequenceEqual(held.Barred))
        {
            return held;
        }

        var next = held with { Barred = barred, Wider = held.Wider.RemoveRange(barred) };
        if (!next.IsOpen)
        {
            return next;
        }

        foreach (var row in next.People.Where(each => barred.Contains(each.Account) && each.Account != next.Head).ToList())
        {
            next = next.With(row with { Qualified = false, WasQualified = row.WasQualified || (row.Went && row.Qualified) });
            next = row.IsOut
                ? row.Account == next.Lead ? LeadRules.Leave(next, times, now) : next
                : PageStepRules.Take(next, row.Account, PageStep.Cannot, times, now).Next ?? next;
        }

        return next.WatchTeam(times, now, Actor.System.Account).WatchSilence(times, now);
    }

    /// <summary>Whether this account has no part in it any longer: a conflict was named, and it did not go, or was debriefed since.</summary>
    public static bool Keeps(Emergency held, string account) => held.Barred.Contains(account) && held.Find(account) is not { Went: true, DebriefedAt: null };

    private static string? Free(string? account, ImmutableArray<string> barred) => account is not null && barred.Contains(account) ? null : account;
}
