using System.Collections.Immutable;
using Dispatch.Contracts.Privacy;

namespace Dispatch.Contracts.Care;

/// <summary>What happened to a level.</summary>
[GenerateSerializer, Alias("care.level-step")]
public enum LevelStep
{
    /// <summary>Graded at intake by service, mark and words.</summary>
    Graded = 0,

    /// <summary>Raised by someone, a cue or a screening; binds at once and waits for a counsellor.</summary>
    Raised = 1,

    /// <summary>Someone, a cue or a screening spoke for a level that stands already or is exceeded: nothing rises, and no counsellor has answered it yet.</summary>
    Warned = 2,

    /// <summary>A licensed counsellor confirmed the level, or set a higher one.</summary>
    Confirmed = 3,

    /// <summary>A licensed counsellor set a lower level.</summary>
    Lowered = 4,
}

/// <summary>One change of a level; never altered or removed.</summary>
/// <param name="Version">The record's version after it, counted from 1.</param>
/// <param name="Step">What happened.</param>
/// <param name="From">The level before it.</param>
/// <param name="To">The level that was spoken for; the level after it, unless it is a warning.</param>
/// <param name="By">The account, or <c>system</c> for intake, cues and screenings that nobody signed in took.</param>
/// <param name="Role">Its role.</param>
/// <param name="At">When.</param>
/// <param name="Codes">Reasons as codes of the locale files: <c>service-default</c>, <c>risk-cue</c>, <c>cue.{category}</c>, <c>screening.{instrument}</c>, <c>raised</c>.</param>
/// <param name="Reason">The reason in words, up to 300 characters; null where codes say it.</param>
[GenerateSerializer, Immutable, Alias("care.level-change")]
public sealed record LevelChange(
    long Version,
    LevelStep Step,
    RiskLevel From,
    RiskLevel To,
    string By,
    Role Role,
    DateTimeOffset At,
    ImmutableArray<string> Codes,
    [property: Sealed] string? Reason);

/// <summary>A licensed counsellor's word on a level: confirms it, or sets a higher or a lower one.</summary>
/// <param name="By">Who. Refused with <c>access.denied</c> unless a counsellor, with <c>licence.lapsed</c> when the licence is over.</param>
/// <param name="To">The level from now on.</param>
/// <param name="Reason">Required, up to 300 characters.</param>
/// <param name="IfVersion">The version that the counsellor saw. Refused with <c>level.changed</c> when it is not the present one: somebody raised, warned or decided since.</param>
[GenerateSerializer, Immutable, Alias("care.confirm-level")]
public sealed record ConfirmLevel(Actor By, RiskLevel To, string Reason, long IfVersion);

/// <summary>A level as staff see it.</summary>
/// <param name="Level">Binds now.</param>
/// <param name="Provisional">No licensed counsellor has confirmed it.</param>
/// <param name="Unanswered">A raise or a warning that no licensed counsellor has answered.</param>
/// <param name="WaitingSince">Unanswered: since when; otherwise when the level was last decided.</param>
/// <param name="Version">What <see cref="ConfirmLevel.IfVersion"/> names.</param>
/// <param name="Changes">All changes, oldest first.</param>
[GenerateSerializer, Immutable, Alias("care.level-view")]
public sealed record LevelView(
    RiskLevel Level, bool Provisional, bool Unanswered, DateTimeOffset WaitingSince, long Version, ImmutableArray<LevelChange> Changes);

/// <summary>A row of the triage queue.</summary>
/// <param name="Id">The request or case.</param>
/// <param name="Level">Binds now.</param>
/// <param name="Unanswered">A raise or a warning that no licensed counsellor has answered.</param>
/// <param name="WaitingSince">Unanswered: since when; otherwise when the level was last decided.</param>
[GenerateSerializer, Immutable, Alias("care.triage-entry")]
public sealed record TriageEntry(string Id, RiskLevel Level, bool Unanswered, DateTimeOffset WaitingSince);
