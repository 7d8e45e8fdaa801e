using Dispatch.Contracts.Privacy;

namespace Dispatch.Contracts.Care;

/// <summary>Says what came of a try to contact the person for one follow-up clock.</summary>
/// <param name="Worker">Who tried. A volunteer may call for General only, and only while the clock stands on its first rung.</param>
/// <param name="Number">The clock's number within its case, from 1.</param>
/// <param name="Way">How.</param>
/// <param name="Result">What came of it.</param>
/// <param name="NoteNumber">The sealed note of the case that tells more; null: none.</param>
/// <remarks>
/// Refused with <see cref="RefusalCode.ClockUnknown"/>, <see cref="RefusalCode.ClockState"/> when the clock is done or re-planned,
/// <see cref="RefusalCode.ClockEarly"/> before half of its time has gone, <see cref="RefusalCode.AccessDenied"/> and <see cref="RefusalCode.LicenceLapsed"/>.
/// </remarks>
[GenerateSerializer, Immutable, Alias("dispatch.record-try")]
public sealed record RecordTry(CareWorker Worker, int Number, ContactWay Way, ContactResult Result, int? NoteNumber = null);

/// <summary>The supervisor's decision on a clock that came to the last rung of its ladder. A reason of at most 300 characters is required.</summary>
/// <remarks>Outcome: <c>Declined</c>, <c>Unreachable</c> or <c>Ended</c>; refused with <see cref="RefusalCode.ClockState"/> on a lower rung.</remarks>
[GenerateSerializer, Immutable, Alias("dispatch.settle-follow-up")]
public sealed record SettleFollowUp(CareWorker Worker, int Number, FollowUpOutcome Outcome, [property: Sealed] string Reason);
