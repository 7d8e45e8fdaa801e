using System.Collections.Immutable;
using Dispatch.Contracts;
using Dispatch.Domain.Catalogue;

namespace Dispatch.Domain.Triage;

/// <summary>The level of a request at intake: automatic and immediate, the highest of what speaks.</summary>
public static class TriageRules
{
    /// <summary>The service's own level, or no reason to raise it.</summary>
    public const string ServiceDefault = "service-default";

    /// <summary>The resident, or staff, marked possible danger.</summary>
    public const string RiskCue = "risk-cue";

    /// <summary>Someone raised the level after intake.</summary>
    public const string Raised = "raised";

    /// <summary>What stands before a cue category, as in <c>cue.suicide</c>.</summary>
    public const string CuePrefix = "cue.";

    /// <summary>Grades a request whose words the cue list has read; never below what group triage found.</summary>
    public static TriageOutcome Assess(ServiceType service, bool riskCue, CueFinding cues, RiskLevel atLeast = RiskLevel.General)
    {
        var level = Highest(Highest(Highest(service.Level, riskCue ? RiskLevel.HighRisk : RiskLevel.General), cues.Level), atLeast);
        var reasons = ImmutableArray.CreateBuilder<string>();
        if (service.Level == level)
        {
            reasons.Add(ServiceDefault);
        }

        if (riskCue)
        {
            reasons.Add(RiskCue);
        }

        if (atLeast > service.Level)
        {
            reasons.Add(Raised);
        }

        reasons.AddRange(cues.Categories.Select(category => CuePrefix + category));
        return new TriageOutcome(level, IsProvisional(service, level), reasons.ToImmutable());
    }

    // A practical request at General holds nothing that a counsellor would confirm.
    private static bool IsProvisional(ServiceType service, RiskLevel level) => level > RiskLevel.General || service.Psychological;

    private static RiskLevel Highest(RiskLevel one, RiskLevel other) => one > other ? one : other;
}

/// <summary>A level with its reasons.</summary>
/// <param name="Level">Binds from this moment on.</param>
/// <param name="Provisional">No licensed counsellor has confirmed it yet.</param>
/// <param name="Reasons">Codes of the locale files: service-default, risk-cue, cue.{category}, raised.</param>
public sealed record TriageOutcome(RiskLevel Level, bool Provisional, ImmutableArray<string> Reasons);
