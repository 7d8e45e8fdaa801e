using System.Collections.Immutable;
using Dispatch.Contracts.Care;

namespace Dispatch.Domain.FollowUps;

/// <summary>What a reminder and a board need of a schedule.</summary>
public static class FollowUpOrder
{
    /// <summary>When somebody has to be told next; null: nothing is left. A reminder set for this moment misses nothing.</summary>
    public static DateTimeOffset? NextAt(FollowUpSchedule schedule) => schedule.Clocks.Where(clock => clock.Left).Min(clock => clock.NextAt);

    /// <summary>Overdue before open before the rest; the graver first among the overdue, then the longest due, then by case and number.</summary>
    public static IOrderedEnumerable<FollowUpView> Sort(IEnumerable<FollowUpView> views) => views
        .OrderBy(view => view.Standing)
        .ThenByDescending(view => view.Standing == FollowUpStanding.Overdue ? view.Level : 0)
        .ThenBy(view => view.DueAt)
        .ThenBy(view => view.CaseId, StringComparer.Ordinal)
        .ThenBy(view => view.Number);

    /// <summary>The clocks of a case as its team sees them, in the order of <see cref="Sort"/>.</summary>
    public static ImmutableArray<FollowUpView> Views(FollowUpSchedule schedule, DateTimeOffset now) =>
        [.. Sort(schedule.Clocks.Select(clock => View(schedule.CaseId, clock, now)))];

    private static FollowUpView View(string caseId, FollowUp clock, DateTimeOffset now) => new(
        caseId,
        clock.Number,
        clock.Level,
        clock.Standing(now),
        clock.Rung,
        clock.DueAt,
        clock.NextAt,
        clock.Tries.Count(each => each.Result != ContactResult.Reached),
        clock.Owner,
        clock.Deputy,
        clock.Outcome,
        clock.Successor,
        clock.SendFrom);
}
