using System.Collections.Immutable;
using Dispatch.Contracts.Care;

namespace Dispatch.Domain.FollowUps;

/// <summary>Lets the time work on a schedule: who is told, and which clock climbs because nobody acted.</summary>
public static class FollowUpReminders
{
    /// <summary>
    /// Handles every clock whose moment has come. A schedule that was asleep for days tells once, not once for each moment missed; afterwards every
    /// clock that is left has its next moment ahead of <paramref name="now"/>.
    /// </summary>
    public static (FollowUpSchedule Next, ImmutableArray<FollowUpAlert> Alerts) Fire(FollowUpSchedule schedule, FollowUpPlans plans, DateTimeOffset now)
    {
        var alerts = ImmutableArray.CreateBuilder<FollowUpAlert>();
        foreach (var clock in schedule.Clocks.Where(clock => clock.Left && clock.NextAt <= now))
        {
            var (moved, cause) = Move(clock, plans.Of(clock.Level).Ladder, now);
            schedule = schedule.With(moved);
            alerts.AddRange(People(schedule, moved, cause).Where(to => to.Length > 0).Distinct().Select(to => new FollowUpAlert(clock.Number, cause, to)));
        }

        return (schedule, alerts.ToImmutable());
    }

    private static (FollowUp Clock, FollowUpCause Cause) Move(FollowUp clock, Ladder ladder, DateTimeOffset now) => clock.Rung switch
    {
        FollowUpRung.HomeCheck => (
            clock with { Rung = FollowUpRung.Supervisor, NextAt = now + ladder.Supervisor, Told = 1 }, FollowUpCause.HomeCheckMissed),
        FollowUpRung.Supervisor => (Again(clock, now + ladder.Supervisor), FollowUpCause.Undecided),
        _ => (Again(clock, now + ladder.Between), clock.Told == 0 ? FollowUpCause.Due : FollowUpCause.Untried),
    };

    private static FollowUp Again(FollowUp clock, DateTimeOffset at) => clock with { NextAt = at, Told = clock.Told + 1 };

    private static string[] People(FollowUpSchedule schedule, FollowUp clock, FollowUpCause cause) => cause switch
    {
        FollowUpCause.Due => [clock.Owner],
        FollowUpCause.Untried when clock.Told == 2 => [clock.Owner, clock.Deputy],
        _ => [clock.Owner, clock.Deputy, schedule.Supervisor],
    };
}
