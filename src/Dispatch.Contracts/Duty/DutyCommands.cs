namespace Dispatch.Contracts.Duty;

/// <summary>Plans a shift, or changes one by its id. Minutes are those of the station's own clock on the wall.</summary>
/// <param name="By">The station head.</param>
/// <param name="Id">Null: a new one. The same day, hours and first counsellor again are the shift that is there.</param>
/// <param name="Day">The day on which it starts: not over, and at most 184 days ahead.</param>
/// <param name="FromMinute">0..1,439.</param>
/// <param name="ToMinute">1..1,440; not after <paramref name="FromMinute"/>: it ends on the day after.</param>
/// <param name="Primary">A licensed counsellor of the station, or of one that lends.</param>
/// <param name="Secondary">Another one; null: none yet.</param>
/// <param name="Lead">The head, or a crisis-qualified counsellor; null: the head.</param>
/// <param name="Expert">A counsellor; null: none.</param>
[GenerateSerializer, Immutable, Alias("duty.plan-shift")]
public sealed record PlanShift(Actor By, string? Id, DateOnly Day, int FromMinute, int ToMinute, string Primary, string? Secondary, string? Lead, string? Expert);

/// <summary>Takes a shift out of the plan. One that has begun stays.</summary>
[GenerateSerializer, Immutable, Alias("duty.drop-shift")]
public sealed record DropShift(Actor By, string Id);

/// <summary>Plans the seven days from a day on once more, for so many weeks after; what is planned there already stays.</summary>
/// <param name="Weeks">1..12.</param>
[GenerateSerializer, Immutable, Alias("duty.copy-week")]
public sealed record CopyWeek(Actor By, DateOnly From, int Weeks);

/// <summary>Says that one is at work: the first counsellor, or the second in its place. Puts the person on duty.</summary>
[GenerateSerializer, Immutable, Alias("duty.begin-shift")]
public sealed record BeginShift(Actor By, string ShiftId);

/// <summary>Asks a colleague to take one's place in a shift.</summary>
[GenerateSerializer, Immutable, Alias("duty.ask-swap")]
public sealed record AskSwap(Actor By, string ShiftId, DutyPart Part, string To);

/// <summary>Hands the watch over, with words. One hand-over of a person waits at a time; the same again is the one that is there.</summary>
[GenerateSerializer, Immutable, Alias("duty.offer-hand-over")]
public sealed record OfferHandOver(Actor By, string To, string Note);

/// <summary>Answers a swap or a hand-over. Declined by the one who asked, it is taken back.</summary>
[GenerateSerializer, Immutable, Alias("duty.answer-colleague")]
public sealed record AnswerColleague(Actor By, int Number, bool Accept);
