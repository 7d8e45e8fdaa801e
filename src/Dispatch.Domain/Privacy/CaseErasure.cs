using Dispatch.Contracts;
using Dispatch.Contracts.Care;
using Dispatch.Domain.Cases;

namespace Dispatch.Domain.Privacy;

/// <summary>Deletes what a case holds in words, once it was kept long enough. Ids, codes and times stay, so that the record and the desk know it.</summary>
public static class CaseErasure
{
    /// <summary>Whether somebody still works on it, or a follow-up was promised that is left.</summary>
    public static bool IsNeeded(CaseFile file) => file.Case is { } held
        ? held.State != CaseState.Closed || !held.FollowUps.Complete
        : file.Aside is null && !file.RequestOver;

    /// <summary>When it ended; null: it has not.</summary>
    public static DateTimeOffset? EndedAt(CaseFile file) => file.Case is { } held
        ? new[] { held.Closed?.At, held.FollowUps.Clocks.Max(clock => clock.EndedAt) }.Max()
        : file.Aside?.At ?? file.Standing.Changes[^1].At;

    /// <summary>The file without words.</summary>
    public static CaseFile Erase(CaseFile file, DateTimeOffset now) => file with
    {
        ErasedAt = now,
        Level = file.Level with { Changes = [.. file.Level.Changes.Select(change => change with { Reason = null })] },
        Drafts = [],
        Demand = file.Demand is { } asked ? asked with { Populations = [], Conflicts = [] } : null,
        DemandReasons = [],
        Case = file.Case is { } held ? Bare(held) : null,
        Aside = file.Aside is { } aside ? aside with { Reason = null } : null,
        Openings = [.. file.Openings.Select(opening => opening with { Reason = "" })],
    };

    /// <summary>What is said after words were deleted is kept like any other, and deleted like any other.</summary>
    public static CaseFile Follow(CaseFile? before, CaseFile after) =>
        before?.ErasedAt is { } erased && after.ErasedAt == erased && Says(before, after) ? after with { ErasedAt = null } : after;

    private static bool Says(CaseFile before, CaseFile after) =>
        after.Case?.Version != before.Case?.Version
        || after.Standing.Version != before.Standing.Version
        || after.Openings.Length > before.Openings.Length
        || after.Drafts.Length > before.Drafts.Length
        || after.Asks.Version != before.Asks.Version;

    private static CareCase Bare(CareCase held) => held with
    {
        Level = held.Level with { Changes = [.. held.Level.Changes.Select(change => change with { Reason = null })] },
        FollowUps = held.FollowUps with { Clocks = [.. held.FollowUps.Clocks.Select(clock => clock with { Reason = null })] },
        Steps = [.. held.Steps.Select(step => step with { Reason = null })],
        Goals = [.. held.Goals.Select(goal => goal with { Text = "", Reason = null })],
        Referrals = [.. held.Referrals.Select(referral => referral with { Reason = "", Answer = null })],
        Kept = [.. held.Kept.Select(kept => kept with { Reason = "" })],
        History = [.. held.History.Select(happened => happened with { Reason = null })],
    };
}
