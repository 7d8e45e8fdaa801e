using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Dispatch.Contracts;
using Dispatch.Contracts.Care;
using Dispatch.Contracts.Incidents;
using Dispatch.Contracts.Privacy;
using Dispatch.Domain.Levels;

namespace Dispatch.Domain.Incidents;

/// <summary>The incidents of one station as its actor stores them, oldest first.</summary>
/// <param name="Next">Number of the next incident.</param>
/// <param name="Version">Grows with every commit.</param>
public sealed record IncidentBook(ImmutableArray<Incident> Incidents, int Next, long Version)
{
    /// <summary>Most incidents that are kept; of older ones the service record says what happened.</summary>
    public const int IncidentsMost = 20;

    /// <summary>Most people of all kept incidents together, since one row holds them.</summary>
    public const int PeopleMost = 2_000;

    /// <summary>A station that never had one.</summary>
    public static readonly IncidentBook Empty = new([], 1, 0);

    /// <summary>The one that runs; null: none.</summary>
    [JsonIgnore]
    public Incident? Running => Incidents.IsEmpty || Incidents[^1].State != IncidentState.Running ? null : Incidents[^1];

    /// <summary>What open sets must know: grows with every declaring and every end.</summary>
    [JsonIgnore]
    public PauseWord Word => new(Running?.Id, Incidents.IsEmpty ? 0 : Incidents[^1].Turn);

    /// <summary>The incident of an id; null: there is none, or no longer.</summary>
    public Incident? Find(string id) => Incidents.FirstOrDefault(each => each.Id == id);

    /// <summary>The book with the incident as it is now.</summary>
    public IncidentBook With(Incident incident) => this with { Incidents = [.. Incidents.Select(each => each.Id == incident.Id ? incident : each)] };
}

/// <summary>One public incident.</summary>
/// <param name="Turn">Of its last declaring or end: twice its number, and one more once it ended.</param>
/// <param name="CallsMissing">The roster did not say in time whom to call: it is asked again.</param>
public sealed record Incident(
    string Id,
    int Turn,
    string Kind,
    string Area,
    [property: Sealed] string? Place,
    string By,
    Role ByRole,
    [property: Sealed] string Reason,
    DateTimeOffset At,
    IncidentState State,
    ImmutableArray<IncidentPerson> People,
    ImmutableArray<StaffCall> Calls,
    bool CallsMissing,
    IncidentEnd? End = null)
{
    /// <summary>Most people of one incident (mission C065: one incident, many cases).</summary>
    public const int PeopleMost = 500;

    /// <summary>Most colleagues who are called.</summary>
    public const int CallsMost = 200;

    /// <summary>After the end: every open set knows that nothing is paused.</summary>
    public bool Released { get; init; }

    /// <summary>When its words and names were deleted.</summary>
    public DateTimeOffset? ErasedAt { get; init; }

    /// <summary>It runs.</summary>
    [JsonIgnore]
    public bool IsRunning => State == IncidentState.Running;

    /// <summary>Nothing is left to tell or to ring.</summary>
    [JsonIgnore]
    public bool IsSettled => !IsRunning && Released && People.All(each => !each.IsOwed);

    /// <summary>The person of a number.</summary>
    public IncidentPerson? Find(int number) => People.FirstOrDefault(each => each.Number == number);

    internal Incident With(IncidentPerson person) => this with { People = [.. People.Select(each => each.Number == person.Number ? person : each)] };

    internal Incident With(StaffCall call) => this with
    {
        Calls = Calls.Any(each => each.Account == call.Account) ? [.. Calls.Select(each => each.Account == call.Account ? call : each)] : Calls.Add(call),
    };
}

/// <summary>How an incident ended.</summary>
public sealed record IncidentEnd(DateTimeOffset At, string By, Role ByRole, IncidentOutcome Outcome, [property: Sealed] string Reason);

/// <summary>One person of the mass intake. Words and place stay only until the person's own request has them.</summary>
/// <param name="Key">Id of the request for psychological support, once there is one.</param>
/// <param name="TaskKey">Id of the request for practical help, once there is one.</param>
/// <param name="BodyDigest">Tells a repetition from another person under the same key.</param>
/// <param name="Support">Needs psychological support; above General in any case.</param>
public sealed record IncidentPerson(
    int Number,
    string Key,
    string TaskKey,
    [property: Sealed] string BodyDigest,
    [property: Sealed] string? Alias,
    [property: Sealed] string? Words,
    [property: Sealed] string? Place,
    string? AgeBand,
    LevelRecord Level,
    bool Practical,
    bool Support,
    string By,
    Role ByRole,
    DateTimeOffset At)
{
    /// <summary>The request for psychological support was raised.</summary>
    public bool Asked { get; init; }

    /// <summary>The level that this request was last known to have.</summary>
    public RiskLevel ToldLevel { get; init; }

    /// <summary>Version of the last change of the level that this request knows.</summary>
    public long ToldChange { get; init; }

    /// <summary>The level that the case of this request was last known to have; null: it has said nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RiskLevel? CaseLevel { get; init; }

    /// <summary>Version of that level.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long CaseVersion { get; init; }

    /// <summary>The request for practical help was raised.</summary>
    public bool TaskAsked { get; init; }

    /// <summary>The request for practical help was called off, since the person is no longer General.</summary>
    public bool TaskStopped { get; init; }

    /// <summary>Whether the person needs the care team.</summary>
    [JsonIgnore]
    public bool IsCare => Support || Level.Level > RiskLevel.General;

    /// <summary>A request has to be raised for the care team.</summary>
    [JsonIgnore]
    public bool OwesRequest => IsCare && !Asked;

    /// <summary>The gravest change that this request has to be told of: every raise, and every danger to life that was spoken of again; null: it knows all.</summary>
    [JsonIgnore]
    public LevelChange? Untold => Asked
        ? Level.Changes.Where(each => each.Version > ToldChange && (each.Step == LevelStep.Raised || each is { Step: LevelStep.Warned, To: RiskLevel.HighRisk }))
            .OrderBy(each => each.To).LastOrDefault()
        : null;

    /// <summary>That request has to be told of a raise.</summary>
    [JsonIgnore]
    public bool OwesLevel => Untold is not null;

    /// <summary>
    /// A request for practical help has to be raised. Nobody above General is sent a volunteer, nor anybody whose own request still is: the team sees to what they need.
    /// </summary>
    [JsonIgnore]
    public bool OwesTask => Practical && !TaskAsked && Level.Level == RiskLevel.General && ToldLevel == RiskLevel.General;

    /// <summary>That request has to be called off.</summary>
    [JsonIgnore]
    public bool OwesStop => TaskAsked && !TaskStopped && Level.Level > RiskLevel.General;

    /// <summary>Something has to be told.</summary>
    [JsonIgnore]
    public bool IsOwed => OwesRequest || OwesLevel || OwesTask || OwesStop;
}

/// <summary>One colleague who was called.</summary>
/// <param name="NextAt">When it rings again; null: it was seen, or rang often enough.</param>
public sealed record StaffCall(
    string Account,
    Role Role,
    int Round,
    DateTimeOffset CalledAt,
    DateTimeOffset? NextAt,
    DateTimeOffset? SeenAt = null,
    DateTimeOffset? ComingAt = null,
    DateTimeOffset? ArrivedAt = null,
    DateTimeOffset? CannotAt = null);
