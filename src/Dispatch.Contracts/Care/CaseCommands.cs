using Dispatch.Contracts.Privacy;

namespace Dispatch.Contracts.Care;

/// <summary>Opens the case of a request. The worker, a licensed counsellor, becomes its owner; deputy: another one. High-risk: the owner is crisis-qualified.</summary>
/// <remarks>Refused with <c>access.denied</c>, <c>licence.lapsed</c>, <c>responder.ineligible</c>, <c>case.same-person</c>.</remarks>
[GenerateSerializer, Immutable, Alias("care.open-case")]
public sealed record OpenCase(CareWorker Worker, CareWorker Deputy, string CaseId, string RequestId, string StationId, string? Area, string Supervisor);

/// <summary>Records a contact with the person. <c>ClientVoice</c>: it holds what the person says of the help. <c>NoteNumber</c>: the note that tells more.</summary>
[GenerateSerializer, Immutable, Alias("care.record-contact")]
public sealed record RecordContact(CareWorker Worker, ContactWay Way, bool ClientVoice = false, int? NoteNumber = null);

/// <summary>Adds a sealed note by reference. Its words lie sealed under <c>ContentId</c> (1..64 letters, digits, hyphens), never in the case.</summary>
[GenerateSerializer, Immutable, Alias("care.add-note")]
public sealed record AddNote(CareWorker Worker, NoteKind Kind, string ContentId);

/// <summary>Sets a goal in words of 1..300 characters.</summary>
[GenerateSerializer, Immutable, Alias("care.set-goal")]
public sealed record SetGoal(CareWorker Worker, [property: Sealed] string Text);

/// <summary>Ends a goal as reached, or as dropped with a reason.</summary>
[GenerateSerializer, Immutable, Alias("care.end-goal")]
public sealed record EndGoal(CareWorker Worker, int Number, GoalState State, [property: Sealed] string? Reason = null);

/// <summary>Refers to a unit of the station's directory, with a reason. The person was told before, or danger is imminent at High-risk (G28).</summary>
/// <remarks>Refused with <c>unit.unknown</c>, <c>consent.required</c>, <c>case.full</c>; repeated while one to this unit waits it changes nothing.</remarks>
[GenerateSerializer, Immutable, Alias("care.refer-case")]
public sealed record ReferCase(CareWorker Worker, string UnitId, [property: Sealed] string Reason, bool ClientTold, bool ImminentDanger = false);

/// <summary>The unit's answer, by itself or as taken down by the care team. Declining needs a reason.</summary>
[GenerateSerializer, Immutable, Alias("care.answer-referral")]
public sealed record AnswerReferral(string UnitId, int Number, bool Accepted, [property: Sealed] string? Reason = null);

/// <summary>Takes a referral back that waits, with a reason.</summary>
[GenerateSerializer, Immutable, Alias("care.withdraw-referral")]
public sealed record WithdrawReferral(CareWorker Worker, int Number, [property: Sealed] string Reason);

/// <summary>Keeps the case at the station, with a reason: no unit fits, or none took it.</summary>
[GenerateSerializer, Immutable, Alias("care.keep-case")]
public sealed record KeepCase(CareWorker Worker, [property: Sealed] string Reason);

/// <summary>Links a dispute or petition by the id of its own file (1..64 letters, digits, hyphens).</summary>
[GenerateSerializer, Immutable, Alias("care.link-file")]
public sealed record LinkFile(CareWorker Worker, SideKind Kind, string FileId);

/// <summary>Asks the supervisor or an expert, in a note.</summary>
[GenerateSerializer, Immutable, Alias("care.ask-supervision")]
public sealed record AskSupervision(CareWorker Worker, int NoteNumber);

/// <summary>Answers such a question, in a note. The decision stays with the owner.</summary>
[GenerateSerializer, Immutable, Alias("care.advise-case")]
public sealed record AdviseCase(CareWorker Worker, int Number, int NoteNumber);

/// <summary>Goes to another step. Back, or on with a criterion unmet, needs a reason; at High-risk no criterion may be unmet, and an unconfirmed level at none.</summary>
[GenerateSerializer, Immutable, Alias("care.advance-case")]
public sealed record AdvanceCase(CareWorker Worker, CareStep To, [property: Sealed] string? Reason = null);

/// <summary>Another licensed counsellor's reassessment, in a note.</summary>
[GenerateSerializer, Immutable, Alias("care.reassess-case")]
public sealed record ReassessCase(CareWorker Worker, bool Stable, int NoteNumber);

/// <summary>Gives the case to another owner and deputy, with a reason. Open to a counsellor whose licence has lapsed; not to others than licensed ones as receivers.</summary>
[GenerateSerializer, Immutable, Alias("care.hand-over-case")]
public sealed record HandOverCase(CareWorker Worker, CareWorker To, CareWorker Deputy, [property: Sealed] string Reason);

/// <summary>The handler's word that the work is done.</summary>
[GenerateSerializer, Immutable, Alias("care.handle-case")]
public sealed record HandleCase(CareWorker Worker);

/// <summary>Closes the case, with a reason. Who may: docs/care-cases.md.</summary>
/// <remarks>Refused with <c>case.signature</c>, <c>case.same-person</c>, <c>case.plan-open</c>, <c>case.step</c>, <c>access.denied</c>.</remarks>
[GenerateSerializer, Immutable, Alias("care.close-case")]
public sealed record CloseCase(CareWorker Worker, [property: Sealed] string Reason);

/// <summary>Opens a closed case again; its history stays. Repeated it changes nothing.</summary>
[GenerateSerializer, Immutable, Alias("care.reopen-case")]
public sealed record ReopenCase(CareWorker Worker, [property: Sealed] string? Reason = null);
