using System.Collections.Immutable;
using Dispatch.Contracts.Requests;
using Dispatch.Domain.Drills;

namespace Dispatch.Web.Drills;

/// <summary>An act of the trainee.</summary>
public sealed record DrillActBody(int Number, DrillAct? Act);

/// <summary>A step of the script and when it was played.</summary>
public sealed record DrillStepView(string Code, int At, DateTimeOffset? PlayedAt);

/// <summary>One clock of a drill as its page shows it.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Step">Its step.</param>
/// <param name="Clock">What is timed.</param>
/// <param name="Service">Service of the request.</param>
/// <param name="Area">Its area.</param>
/// <param name="State">State of the request; null: not known yet.</param>
/// <param name="Seconds">On the clock; null: it did not begin.</param>
/// <param name="Limit">Within which it is kept.</param>
/// <param name="Kept">Done in time, missed, or null while it runs.</param>
/// <param name="Waits">It is the trainee's turn.</param>
/// <param name="Acts">What the trainee can do now.</param>
/// <param name="Lapsed">How many near helpers were left out because their certificates ended; 0: none.</param>
/// <param name="Expected">What the house expects where the trainee decided otherwise; null: no wrong decision.</param>
public sealed record DrillTaskView(
    int Number,
    string Step,
    DrillClock Clock,
    string Service,
    string Area,
    RequestState? State,
    int? Seconds,
    int Limit,
    bool? Kept,
    bool Waits,
    ImmutableArray<DrillAct> Acts,
    int Lapsed,
    DrillAct? Expected);

/// <summary>A drill, running or over.</summary>
/// <param name="Running">It runs.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="EndedAt">When it ended; null: it runs.</param>
/// <param name="By">Account that started it.</param>
/// <param name="Minutes">After these it ends by itself.</param>
/// <param name="Stations">Ids of its stations; no real one has such an id.</param>
/// <param name="Steps">The script.</param>
/// <param name="Tasks">The clocks.</param>
/// <param name="Grade">How it goes, or went.</param>
public sealed record DrillView(
    bool Running,
    DateTimeOffset StartedAt,
    DateTimeOffset? EndedAt,
    string By,
    int Minutes,
    ImmutableArray<string> Stations,
    ImmutableArray<DrillStepView> Steps,
    ImmutableArray<DrillTaskView> Tasks,
    DrillGrade Grade);
