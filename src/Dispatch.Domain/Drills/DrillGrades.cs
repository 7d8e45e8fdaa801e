using System.Collections.Immutable;

namespace Dispatch.Domain.Drills;

/// <summary>One thing that is timed.</summary>
/// <param name="Number">Counts from 1.</param>
/// <param name="Step">Code of its step.</param>
/// <param name="RequestId">The request, in the drill's own world.</param>
/// <param name="Clock">What is timed.</param>
/// <param name="Limit">Seconds within which it is kept.</param>
/// <param name="StartedAt">When its clock began; null: not yet, since nobody has given the request up.</param>
/// <param name="StoppedAt">When it was done; null: it was not.</param>
public sealed record DrillTask(int Number, string Step, string RequestId, DrillClock Clock, int Limit, DateTimeOffset? StartedAt, DateTimeOffset? StoppedAt)
{
    /// <summary>What it is about, beside a request.</summary>
    public DrillScene Scene { get; init; }

    /// <summary>The trainee decided against the rules of the house: missed, however soon.</summary>
    public bool IsWrong { get; init; }

    /// <summary>What the trainee can do about it; the first is what the house expects.</summary>
    public ImmutableArray<DrillAct> Acts => (Clock, Scene) switch
    {
        (DrillClock.Accept, _) => [],
        (DrillClock.Acknowledge, _) => [DrillAct.Acknowledge],
        (DrillClock.Act, _) => [DrillAct.Own, DrillAct.Refer],
        (_, DrillScene.Watch) => [DrillAct.TakeWatch],
        (_, DrillScene.Closing) => [DrillAct.KeepOpen, DrillAct.CloseCase],
        (_, DrillScene.Incident) => [DrillAct.Declare],
        _ => [DrillAct.RaisePerson, DrillAct.LeaveLevel],
    };

    /// <summary>After an act of the trainee. One that the house does not expect is a wrong decision, and stands; one that could not be done can be tried again.</summary>
    public DrillTask Done(DrillAct act, bool isRefused, DateTimeOffset now)
    {
        var isWrong = Clock == DrillClock.Decide && !Acts.IsEmpty && act != Acts[0];
        return StartedAt is null || StoppedAt is not null || !Acts.Contains(act) || (isRefused && !isWrong) ? this : this with { StoppedAt = now, IsWrong = isWrong };
    }

    /// <summary>Seconds on the clock; null: it did not begin.</summary>
    public int? Seconds(DateTimeOffset now) => StartedAt is { } from ? Math.Max(0, (int)((StoppedAt ?? now) - from).TotalSeconds) : null;

    /// <summary>Done in time, missed, or null while it runs.</summary>
    public bool? Kept(DateTimeOffset now) => Seconds(now) is not { } seconds ? null : seconds > Limit || IsWrong ? false : StoppedAt is null ? null : true;
}

/// <summary>How the shift went.</summary>
/// <param name="Kept">Clocks kept.</param>
/// <param name="Missed">Clocks missed.</param>
/// <param name="Accept">Median seconds to an acceptance; null: none.</param>
/// <param name="Acknowledge">Median seconds to "I have it"; null: none.</param>
/// <param name="Act">Median seconds to a decision on what nobody took; null: none.</param>
/// <param name="Decide">Median seconds to the decision in a scene; null: none.</param>
/// <param name="Points">Of 100: the share of clocks kept; null: none was decided.</param>
public sealed record DrillGrade(int Kept, int Missed, int? Accept, int? Acknowledge, int? Act, int? Decide, int? Points);

/// <summary>Grades a drill. The limits are those of its script.</summary>
public static class DrillGrades
{
    /// <summary>The grade so far; at the end what still runs is missed.</summary>
    /// <param name="tasks">What is timed.</param>
    /// <param name="now">The moment, or the end.</param>
    /// <param name="ended">Nothing more can be done.</param>
    public static DrillGrade Of(ImmutableArray<DrillTask> tasks, DateTimeOffset now, bool ended)
    {
        var begun = tasks.Where(task => task.StartedAt is not null).ToList();
        var kept = begun.Count(task => task.Kept(now) == true);
        var missed = begun.Count(task => task.Kept(now) is { } word ? !word : ended);
        return new DrillGrade(
            kept,
            missed,
            Median(begun, DrillClock.Accept, now),
            Median(begun, DrillClock.Acknowledge, now),
            Median(begun, DrillClock.Act, now),
            Median(begun, DrillClock.Decide, now),
            kept + missed == 0 ? null : (int)Math.Round(100.0 * kept / (kept + missed)));
    }

    private static int? Median(List<DrillTask> tasks, DrillClock clock, DateTimeOffset now)
    {
        var seconds = tasks.Where(task => task.Clock == clock && task.StoppedAt is not null).Select(task => task.Seconds(now)!.Value).Order().ToList();
        return seconds.Count == 0 ? null : seconds[(seconds.Count - 1) / 2];
    }
}
