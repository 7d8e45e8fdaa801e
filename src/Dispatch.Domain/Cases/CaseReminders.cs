using System.Collections.Immutable;
using Dispatch.Contracts;
using Dispatch.Contracts.Care;
using Dispatch.Domain.FollowUps;

namespace Dispatch.Domain.Cases;

/// <summary>What the time does to a case.</summary>
public static class CaseReminders
{
    /// <summary>When something has to happen next; null: never. Goes on after closing, since what was promised does.</summary>
    public static DateTimeOffset? NextAt(CareCase held) =>
        (FollowUpOrder.NextAt(held.FollowUps), ReferralRules.NextAt(held)) is var (contact, referral) && (referral is null || contact < referral) ? contact : referral;

    /// <summary>Handles all whose moment has come; afterwards <see cref="NextAt"/> lies ahead.</summary>
    public static (CareCase Next, ImmutableArray<FollowUpAlert> Alerts) Fire(CareCase held, FollowUpPlans plans, DateTimeOffset now)
    {
        var (clocks, alerts) = FollowUpReminders.Fire(held.FollowUps, plans, now);
        var told = alerts.IsEmpty ? held : (held with { FollowUps = clocks }).Told("follow-up-due", Actor.System, now);
        return (ReferralRules.Expire(told, now), alerts);
    }
}
