namespace Dispatch.Contracts.Incidents;

/// <summary>Declares a public incident at the station. While one runs, that one is answered.</summary>
/// <param name="By">The head or a crisis-qualified counsellor of the station.</param>
/// <param name="Kind">A code of data/care/incident.json.</param>
/// <param name="Area">An area of the station.</param>
/// <param name="Place">Meeting place in words, up to 300 characters; sealed.</param>
/// <param name="Reason">Why, 1 to 300 characters; sealed.</param>
[GenerateSerializer, Immutable, Alias("dispatch.declare-incident")]
public sealed record DeclareIncident(Actor By, string Kind, string Area, string? Place, string Reason);

/// <summary>Takes one person in.</summary>
/// <param name="RequestId">Id of the person's request, which follows from the command's key: the same one again is the same person.</param>
/// <param name="TaskId">Id of the request for practical help.</param>
/// <param name="BodyDigest">Tells a repetition from another person under the same key.</param>
/// <param name="Alias">What the person is called, up to 60 characters; sealed.</param>
/// <param name="Words">What was seen or said, up to 2,000 characters; sealed, and kept until the person's request has them.</param>
/// <param name="Place">Where the person is, up to 300 characters; sealed. Null: the meeting place.</param>
/// <param name="AgeBand">One of those that requests ask for; null: not known.</param>
/// <param name="Level">By group triage; binds at once, provisionally.</param>
/// <param name="Practical">Needs practical help.</param>
/// <param name="Support">Needs psychological support; above General this is so in any case.</param>
[GenerateSerializer, Immutable, Alias("dispatch.enter-person")]
public sealed record EnterPerson(
    Actor By,
    string RequestId,
    string TaskId,
    string BodyDigest,
    string? Alias,
    string? Words,
    string? Place,
    string? AgeBand,
    RiskLevel Level,
    bool Practical,
    bool Support);

/// <summary>Somebody of the station sees a person as graver. It never lowers.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.raise-person")]
public sealed record RaisePerson(Actor By, int Number, RiskLevel To, string Reason);

/// <summary>A licensed counsellor confirms, raises or lowers, on the version that was seen.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.confirm-person")]
public sealed record ConfirmPerson(Actor By, int Number, RiskLevel To, string Reason, long IfVersion);

/// <summary>A step of somebody who was called, by the own account.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.answer-call")]
public sealed record AnswerCall(Actor By, CallStep Step);

/// <summary>Ends the incident. The reason has 1 to 300 characters and is sealed.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.end-incident")]
public sealed record EndIncident(Actor By, IncidentOutcome Outcome, string Reason);

/// <summary>What a request of an incident tells: its level, and whether its words were deleted.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.incident-news")]
public sealed record IncidentNews(string Incident, string RequestId, RiskLevel Level, bool IsErased);

/// <summary>What the case of a person says to the incident: the level that binds there, and what a counsellor last decided.</summary>
/// <param name="RequestId">Also the case's id.</param>
/// <param name="Version">Of the case's level; grows with every change.</param>
/// <param name="Decision">The last one; null: no counsellor has decided yet.</param>
[GenerateSerializer, Immutable, Alias("dispatch.case-says")]
public sealed record CaseSays(string Incident, string RequestId, RiskLevel Level, long Version, CaseDecision? Decision);

/// <summary>A licensed counsellor confirmed, raised or lowered in the case. Why stays there.</summary>
/// <param name="Version">Of the case's level, with this decision.</param>
[GenerateSerializer, Immutable, Alias("dispatch.case-decision")]
public sealed record CaseDecision(string By, RiskLevel To, DateTimeOffset At, long Version);

/// <summary>What an open set says of its station: which incident pauses ordinary requests; null: none does.</summary>
/// <param name="Turn">Grows with every declaring and every end; an older word changes nothing.</param>
[GenerateSerializer, Immutable, Alias("dispatch.pause-word")]
public sealed record PauseWord(string? Incident, int Turn);
