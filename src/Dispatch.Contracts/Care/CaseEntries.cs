using Dispatch.Contracts.Privacy;

namespace Dispatch.Contracts.Care;

/// <summary>A step entered. <c>Reason</c>: why a criterion before it was passed over, or why it is taken again.</summary>
[GenerateSerializer, Immutable, Alias("care.step-entry")]
public sealed record StepEntry(CareStep Step, DateTimeOffset At, string By, [property: Sealed] string? Reason);

/// <summary>A contact with the person.</summary>
[GenerateSerializer, Immutable, Alias("care.contact")]
public sealed record CaseContact(int Number, DateTimeOffset At, string By, ContactWay Way, bool ClientVoice, int? NoteNumber);

/// <summary>Where a sealed note lies. Its words are of the class sealed: read by the assigned counsellors and the supervisor, by others by breaking the glass.</summary>
[GenerateSerializer, Immutable, Alias("care.note-ref")]
public sealed record NoteRef(int Number, NoteKind Kind, string ContentId, string By, DateTimeOffset At);

/// <summary>A goal.</summary>
[GenerateSerializer, Immutable, Alias("care.goal")]
public sealed record Goal(int Number, [property: Sealed] string Text, string By, DateTimeOffset At, GoalState State, DateTimeOffset? EndedAt, [property: Sealed] string? Reason);

/// <summary>A referral to a unit. <c>AnswerBy</c>: without an answer until then it is back with its sender.</summary>
[GenerateSerializer, Immutable, Alias("care.referral")]
public sealed record Referral(
    int Number,
    string UnitId,
    [property: Sealed] string Reason,
    bool ClientTold,
    string By,
    DateTimeOffset SentAt,
    DateTimeOffset AnswerBy,
    ReferralState State,
    DateTimeOffset? AnsweredAt,
    [property: Sealed] string? Answer);

/// <summary>The decision to keep a case at the station.</summary>
[GenerateSerializer, Immutable, Alias("care.keeping")]
public sealed record Keeping(DateTimeOffset At, string By, [property: Sealed] string Reason);

/// <summary>A file beside the case, by its id only.</summary>
[GenerateSerializer, Immutable, Alias("care.linked-file")]
public sealed record LinkedFile(SideKind Kind, string FileId, string By, DateTimeOffset At);

/// <summary>A question to a supervisor or expert, and the advice.</summary>
[GenerateSerializer, Immutable, Alias("care.supervision")]
public sealed record Supervision(int Number, string By, DateTimeOffset At, int NoteNumber, string? AnsweredBy, DateTimeOffset? AnsweredAt, int? AdviceNote);

/// <summary>Another counsellor's look at the person.</summary>
[GenerateSerializer, Immutable, Alias("care.reassessment")]
public sealed record Reassessment(int Number, string By, DateTimeOffset At, bool Stable, int NoteNumber);

/// <summary>Somebody's word with which a file moves towards its end.</summary>
[GenerateSerializer, Immutable, Alias("care.signature")]
public sealed record Signature(string By, Role Role, DateTimeOffset At);

/// <summary>An entry of the history. <c>Kind</c> is a code of the locale files.</summary>
[GenerateSerializer, Immutable, Alias("care.case-event")]
public sealed record CaseEvent(DateTimeOffset At, string Kind, string By, Role Role, [property: Sealed] string? Reason);
