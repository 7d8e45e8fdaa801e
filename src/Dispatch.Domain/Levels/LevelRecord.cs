using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Dispatch.Contracts;
using Dispatch.Contracts.Care;

namespace Dispatch.Domain.Levels;

/// <summary>The level of one case with all that ever happened to it.</summary>
/// <param name="Level">Binds now.</param>
/// <param name="Provisional">No licensed counsellor has confirmed it.</param>
/// <param name="Changes">All changes, oldest first; never empty.</param>
public sealed record LevelRecord(RiskLevel Level, bool Provisional, ImmutableArray<LevelChange> Changes)
{
    /// <summary>Grows with every change; what a counsellor's decision is based on.</summary>
    [JsonIgnore]
    public long Version => Changes.Length;

    /// <summary>The level that a licensed counsellor set last; null: none has yet.</summary>
    [JsonIgnore]
    public RiskLevel? Confirmed => DecidedAt() is var index && index >= 0 ? Changes[index].To : null;

    /// <summary>What was said since a licensed counsellor last decided: raises and warnings, and before the first decision the grading of intake.</summary>
    [JsonIgnore]
    public ImmutableArray<LevelChange> Open => Changes[(DecidedAt() + 1)..];

    /// <summary>A raise or a warning that no licensed counsellor has answered.</summary>
    [JsonIgnore]
    public bool Unanswered => Provisional || Open.Any(change => change.Step == LevelStep.Warned);

    /// <summary>Since when a licensed counsellor is waited for; when nothing is unanswered, the time of the last decision.</summary>
    [JsonIgnore]
    public DateTimeOffset WaitingSince => (Unanswered ? Open.FirstOrDefault(IsCall) : null)?.At ?? Changes[Math.Max(0, DecidedAt())].At;

    /// <summary>As staff see it.</summary>
    public LevelView View() => new(Level, Provisional, Unanswered, WaitingSince, Version, Changes);

    /// <summary>Its row of the triage queue.</summary>
    public TriageEntry Entry(string id) => new(id, Level, Unanswered, WaitingSince);

    internal LevelRecord With(LevelStep step, RiskLevel to, Actor by, DateTimeOffset now, ImmutableArray<string> codes, string? reason) => new(
        step == LevelStep.Warned ? Level : to,
        step == LevelStep.Raised || (step == LevelStep.Warned && Provisional),
        [.. Changes, new LevelChange(Version + 1, step, Level, to, by.Account, by.Role, now, codes, reason)]);

    // Intake at General calls for nobody by itself; while nothing else was said, its own time counts all the same.
    private static bool IsCall(LevelChange change) => change.Step != LevelStep.Graded || change.To > RiskLevel.General;

    private int DecidedAt()
    {
        var index = Changes.Length - 1;
        while (index >= 0 && Changes[index].Step is not (LevelStep.Confirmed or LevelStep.Lowered))
        {
            index--;
        }

        return index;
    }
}
