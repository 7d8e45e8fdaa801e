using Dispatch.Contracts.Care;

namespace Dispatch.Web.Cases;

/// <summary>Whom the case shall have as deputy; null: the product proposes one.</summary>
public sealed record TakeBody(string? Deputy);

/// <summary>Why.</summary>
public sealed record WhyBody(string? Reason);

/// <summary>All populations that the person belongs to, and why.</summary>
public sealed record PopulationsBody(Population[]? Populations, string? Reason);

/// <summary>Who has a conflict of interest (null: oneself), or has none any longer, and why.</summary>
public sealed record ConflictBody(string? Account, string? Reason, bool Stands = true);

/// <summary>To which level, and why.</summary>
public sealed record RaiseCaseBody(RiskLevel? To, string? Reason);

/// <summary>The counsellor's word on the level, on the version that was seen. <c>Met</c>: the person was seen or heard for it.</summary>
public sealed record LevelBody(RiskLevel? Level, string? Reason, long? IfVersion, bool Met = false);

/// <summary>A contact, with words for a sealed note or none.</summary>
public sealed record ContactBody(ContactWay? Way, bool ClientVoice = false, string? Words = null);

/// <summary>A sealed note.</summary>
public sealed record NoteBody(NoteKind? Kind, string? Words);

/// <summary>A goal in words.</summary>
public sealed record GoalBody(string? Text);

/// <summary>How a goal ended.</summary>
public sealed record GoalEndBody(GoalState? State, string? Reason);

/// <summary>A referral.</summary>
public sealed record ReferralBody(string? UnitId, string? Reason, bool ClientTold = false, bool ImminentDanger = false);

/// <summary>What the unit answered.</summary>
public sealed record ReferralAnswerBody(string? UnitId, bool Accepted, string? Reason);

/// <summary>A file beside the case.</summary>
public sealed record LinkBody(SideKind? Kind, string? FileId);

/// <summary>Words for a sealed note.</summary>
public sealed record WordsBody(string? Words);

/// <summary>The next step, and why when a criterion is passed over or a step taken again.</summary>
public sealed record AdvanceBody(CareStep? Next, string? Reason);

/// <summary>How another counsellor found the person.</summary>
public sealed record ReassessBody(bool Stable, string? Words);

/// <summary>New owner and deputy.</summary>
public sealed record HandOverBody(string? Owner, string? Deputy, string? Reason);

/// <summary>What came of a try.</summary>
public sealed record TryBody(ContactWay? Way, ContactResult? Result, string? Words);

/// <summary>The supervisor's word on a follow-up.</summary>
public sealed record SettleBody(FollowUpOutcome? Outcome, string? Reason);
