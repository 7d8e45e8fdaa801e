using Dispatch.Contracts.Emergencies;

namespace Dispatch.Web.Emergencies;

/// <summary>A step: <c>acknowledged</c>, <c>onTheWay</c>, <c>arrived</c>, <c>checkIn</c>, <c>back</c>, <c>cannot</c>.</summary>
public sealed record StepBody(string? Step);

/// <summary>What was heard of somebody who is out: <c>checkIn</c> or <c>back</c>, and who told it.</summary>
public sealed record SayForBody(string? Step, string? Reason);

/// <summary>Whom to call.</summary>
public sealed record CallBody(string? Account);

/// <summary>How it ended, and why.</summary>
public sealed record StandDownBody(string? Outcome, string? Reason);

/// <summary>Whose debrief was held (left out: the own), and with whom.</summary>
public sealed record DebriefBody(string? Account, string? With);

/// <summary>An emergency, and what the people in it are called.</summary>
public sealed record NamedEmergency(EmergencyView Emergency, Dictionary<string, string> Names);

/// <summary>A unit's page as it is told once: the secret stands behind the <c>#</c>, which browsers send to no server.</summary>
public sealed record UnitLinkView(string UnitId, string Path);
