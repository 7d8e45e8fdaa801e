using System.Collections.Immutable;
using Dispatch.Contracts.Requests;

namespace Dispatch.Contracts.Emergencies;

/// <summary>What a request tells of itself when it is High-risk. An older version than one heard before changes nothing.</summary>
/// <param name="RequestId">The request, whose id is the emergency's as well.</param>
/// <param name="Version">Version of the request.</param>
/// <param name="Attempt">Grows when it turned out not kept: then the emergency opens again.</param>
/// <param name="StationId">Its station.</param>
/// <param name="Service">Service code.</param>
/// <param name="Area">Area code.</param>
/// <param name="IsRunning">It is still to be carried out.</param>
/// <param name="IsErased">Its personal data were deleted, and words about it go as well.</param>
/// <param name="Team">Counsellors whom it asked or assigned.</param>
/// <param name="Dangers">How often danger was spoken of so far; above what the emergency knows it opens, or opens again.</param>
/// <param name="Owner">Account answerable for the request, who leads while no watch is known.</param>
[GenerateSerializer, Immutable, Alias("dispatch.request-news")]
public sealed record RequestNews(
    string RequestId,
    long Version,
    int Attempt,
    string StationId,
    string Service,
    string? Area,
    bool IsRunning,
    bool IsErased,
    ImmutableArray<TeamNews> Team,
    int Dangers,
    string Owner)
{
    /// <summary>Counsellors with a conflict of interest: not called, and never the lead.</summary>
    [Id(0)]
    public ImmutableArray<string> Barred { get; init; } = [];
}

/// <summary>One counsellor of a request: asked only (no state), or how far the assignment got. Only what changed since it was heard last is a step.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.team-news")]
public sealed record TeamNews(string Account, bool CrisisQualified, bool Seen, AssignmentState? State, string Offer);

/// <summary>A step of somebody who was called, by the own account.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.answer-page")]
public sealed record AnswerPage(Actor By, PageStep Step);

/// <summary>What the lead or the head heard of somebody who is out and cannot say it: well, or back. The reason, 1 to 300 characters, says who told it.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.say-for")]
public sealed record SayFor(Actor By, string Account, PageStep Step, string Reason);

/// <summary>The lead, the head, somebody crisis-qualified or somebody who was called says that an alarm is being seen to.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.answer-alarm")]
public sealed record AnswerAlarm(Actor By, int Number);

/// <summary>Becomes the named lead.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.take-lead")]
public sealed record TakeLead(Actor By);

/// <summary>Calls one more person; for a counsellor of the station's.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.call-person")]
public sealed record CallPerson(Actor By, string Account);

/// <summary>Ends the emergency. The reason has 1 to 300 characters and stays with the team; the resident hears the outcome.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.stand-down")]
public sealed record StandDown(Actor By, Outcome Outcome, string Reason);

/// <summary>Records that the debrief of one who went was held; <c>With</c> names with whom, if told.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.record-debrief")]
public sealed record RecordDebrief(Actor By, string Account, string? With);

/// <summary>A new one-time page for a linked unit; it takes the place of an earlier one. <c>Digest</c> is SHA-256 of its secret, in hexadecimal.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.link-unit")]
public sealed record LinkUnit(Actor By, string UnitId, string Digest);

/// <summary>Takes a unit's page back.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.unlink-unit")]
public sealed record UnlinkUnit(Actor By, string UnitId);

/// <summary>What a unit said by telephone.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.note-unit")]
public sealed record NoteUnit(Actor By, string UnitId, PageStep Step);
