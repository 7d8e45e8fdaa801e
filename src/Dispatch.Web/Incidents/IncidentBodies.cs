using System.Text.Json;
using Dispatch.Contracts.Incidents;
using Dispatch.Web.Hosting;

namespace Dispatch.Web.Incidents;

/// <summary>What is declared. The kind is one of those that the list of incidents names, the area one of the station's.</summary>
public sealed record DeclareBody(string? Kind, string? Area, string? Place, string? Reason);

/// <summary>One person of the mass intake.</summary>
/// <param name="Alias">What the person is called, up to 60 characters.</param>
/// <param name="Words">What was seen or said, up to 2,000 characters.</param>
/// <param name="Place">Where the person is, up to 300 characters; left out: the meeting place.</param>
/// <param name="AgeBand">Age band, such as <c>70-79</c>.</param>
/// <param name="Level">By group triage; required.</param>
/// <param name="Practical">Needs practical help.</param>
/// <param name="Support">Needs psychological support.</param>
public sealed record PersonBody(
    string? Alias, string? Words, string? Place, string? AgeBand, RiskLevel? Level, bool? Practical, bool? Support)
{
    internal string Digest() => Once.Digest(JsonSerializer.Serialize(this, Json.Options));
}

/// <summary>To which level, why, and for a decision the version of the level that was seen.</summary>
public sealed record PersonLevelBody(RiskLevel? To, string? Reason, long? IfVersion);

/// <summary>A step: <c>seen</c>, <c>coming</c>, <c>arrived</c>, <c>cannot</c>.</summary>
public sealed record CallStepBody(string? Step);

/// <summary>How it ended, and why.</summary>
public sealed record EndIncidentBody(string? Outcome, string? Reason);

/// <summary>A person who was taken in.</summary>
/// <param name="Code">Case code of the request for psychological support, for the person; null: none is needed so far.</param>
public sealed record PersonEnteredView(int Number, string? Code);

/// <summary>An incident, what the people in it are called who work, and how many ordinary requests wait for its end.</summary>
public sealed record NamedIncident(IncidentView Incident, Dictionary<string, string> Names, int Paused);
