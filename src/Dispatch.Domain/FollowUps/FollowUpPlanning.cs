using System.Collections.Immutable;
using Dispatch.Contracts;
using Dispatch.Contracts.Care;

namespace Dispatch.Domain.FollowUps;

/// <summary>Opens the clocks of a level, and puts new ones into the place of what is left.</summary>
public static class FollowUpPlanning
{
    /// <summary>Clocks that one case keeps. Raising a level is never held up by it.</summary>
    public const int Most = 1_000;

    /// <summary>A case without any clock yet.</summary>
    public static FollowUpSchedule None(string caseId, string supervisor) => new(caseId, supervisor, []);

    /// <summary>Opens the clocks of a level. What is left of an earlier plan is re-planned: see <see cref="Replan"/>.</summary>
    public static FollowUpSchedule Open(FollowUpSchedule schedule, LevelPlan plan, string owner, string deputy, DateTimeOffset now) =>
        Replan(schedule, plan, new Assessed(owner, deputy, owner, Met: false, Lowered: false), now);

    /// <summary>
    /// A new assessment opens the clocks of its level, and each clock that is left names the one in its place. When the person was met, overdue contacts
    /// are done by that. Otherwise the most overdue one is carried on with its due time and its tries. Unless a counsellor lowered the level, no contact
    /// comes later than was promised: the soonest one left is carried on where the new plan would begin after it.
    /// </summary>
    public static FollowUpSchedule Replan(FollowUpSchedule schedule, LevelPlan plan, Assessed assessed, DateTimeOffset now)
    {
        var settled = assessed.Met ? Meet(schedule, assessed.By, now) : schedule;
        var left = settled.Clocks.Where(clock => clock.Left).OrderBy(clock => clock.DueAt).ThenBy(clock => clock.Number).ToList();
        var next = settled.Clocks.ToBuilder();
        var opened = new List<FollowUp>();
        if (left.Count > 0 && (left[0].DueAt <= now || (!assessed.Lowered && left[0].DueAt < now + plan.After[0])))
        {
            opened.Add(Carry(left[0], plan, assessed, next.Count + 1, now));
        }

        foreach (var after in plan.After)
        {
            opened.Add(new FollowUp(
                next.Count + opened.Count + 1,
                plan.Level,
                now,
                now + after,
                assessed.Owner,
                assessed.Deputy,
                FollowUpRung.Call,
                now + after,
                0,
                []));
        }

        foreach (var clock in left)
        {
            var successor = opened.LastOrDefault(each => each.DueAt <= clock.DueAt) ?? opened[0];
            next[clock.Number - 1] = clock with { Successor = successor.Number, NextAt = null, EndedAt = now, EndedBy = assessed.By };
        }

        next.AddRange(opened);
        return settled with { Clocks = next.ToImmutable() };
    }

    /// <summary>Gives every clock that is left another owner and deputy.</summary>
    public static FollowUpSchedule HandOver(FollowUpSchedule schedule, string owner, string deputy) => schedule with
    {
        Clocks = [.. schedule.Clocks.Select(clock => clock.Left ? clock with { Owner = owner, Deputy = deputy } : clock)],
    };

    private static FollowUpSchedule Meet(FollowUpSchedule schedule, string by, DateTimeOffset now) => schedule with
    {
        Clocks =
        [
            .. schedule.Clocks.Select(clock => clock.Standing(now) == FollowUpStanding.Overdue
                ? clock with { Outcome = FollowUpOutcome.MetAtAssessment, NextAt = null, EndedAt = now, EndedBy = by }
                : clock),
        ],
    };

    private static FollowUp Carry(FollowUp clock, LevelPlan plan, Assessed assessed, int number, DateTimeOffset now) => new(
        number,
        plan.Level,
        clock.From,
        clock.DueAt,
        assessed.Owner,
        assessed.Deputy,
        clock.Rung,
        // The ladder of a graver level is the faster one: its own time begins now, and never ends later than before.
        Earliest(clock.NextAt, clock.DueAt <= now ? now + plan.Ladder.Between : clock.DueAt),
        clock.Told,
        clock.Tries);

    private static DateTimeOffset Earliest(DateTimeOffset? one, DateTimeOffset other) => one is { } at && at < other ? at : other;
}

/// <summary>What an assessment says to the plan.</summary>
/// <param name="Owner">Account of whoever makes the contacts.</param>
/// <param name="Deputy">Account of whoever stands in.</param>
/// <param name="By">Who assessed.</param>
/// <param name="Met">The person was seen or heard.</param>
/// <param name="Lowered">A licensed counsellor confirmed a lower level than before.</param>
public sealed record Assessed(string Owner, string Deputy, string By, bool Met, bool Lowered);
