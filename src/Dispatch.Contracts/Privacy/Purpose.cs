namespace Dispatch.Contracts.Privacy;

/// <summary>What a person may allow beyond the service itself, and take back at any time. docs/privacy.md</summary>
[GenerateSerializer, Alias("dispatch.purpose")]
public enum Purpose
{
    /// <summary>A resident's request is offered to helpers of neighbour stations when the own ones are exhausted.</summary>
    Neighbours = 1,

    /// <summary>A responder's coarse position is used while on duty.</summary>
    Position = 2,

    /// <summary>A counsellor, or the head of the station, takes a copy of a resident's chat.</summary>
    Transcript = 3,
}

/// <summary>Whether a person allows a purpose.</summary>
/// <param name="Purpose">The purpose.</param>
/// <param name="Given">Allowed now.</param>
[GenerateSerializer, Immutable, Alias("dispatch.consent")]
public sealed record Consent(Purpose Purpose, bool Given);

/// <summary>What goes at the end of a retention.</summary>
[GenerateSerializer, Alias("dispatch.retention")]
public enum Retention
{
    /// <summary>Words, places, contacts and names: data classes case and sealed.</summary>
    Case = 1,

    /// <summary>What is left but the id: data class service.</summary>
    Service = 2,

    /// <summary>Closed accounts, with their responders.</summary>
    Account = 3,

    /// <summary>Requests that nobody could fill and nobody ended: they are cancelled, and what they hold goes as that of others.</summary>
    Unfilled = 4,

    /// <summary>Accounts whose invitation was never followed.</summary>
    Invitation = 5,

    /// <summary>Applications that nobody settled.</summary>
    Application = 6,

    /// <summary>Disputes and petitions that were settled: as long as words of a case, and as long as a case of theirs is kept.</summary>
    SideFile = 7,
}
