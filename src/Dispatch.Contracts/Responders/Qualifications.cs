using System.Collections.Immutable;
using Dispatch.Contracts.Care;

namespace Dispatch.Contracts.Responders;

/// <summary>What the head of a station confirms of a counsellor, with a reason of up to 300 characters.</summary>
/// <param name="By">The head.</param>
/// <param name="LicensedUntil">When the licence ends, at most ten years ahead; null: as it was.</param>
/// <param name="CrisisQualified">May take High-risk requests; null: as it was.</param>
/// <param name="Competences">Populations whose care the counsellor is competent for; the whole list.</param>
/// <param name="Reason">What was seen: the certificate, the course.</param>
[GenerateSerializer, Immutable, Alias("dispatch.qualify")]
public sealed record Qualify(Actor By, DateTimeOffset? LicensedUntil, bool? CrisisQualified, ImmutableArray<Population> Competences, string Reason)
{
    /// <summary>When competences end, at most ten years ahead, each one of the list; null: as it was.</summary>
    [Id(0)]
    public ImmutableArray<CompetenceTerm>? Terms { get; init; }
}

/// <summary>What is confirmed of a counsellor, for the head of its station.</summary>
/// <param name="LicensedUntil">When the licence ends; null: it has no end.</param>
/// <param name="CrisisQualified">May take High-risk requests.</param>
/// <param name="Competences">Confirmed competences.</param>
/// <param name="CompetenceTerms">When those of them end that have an end.</param>
/// <param name="Notes">Why, newest first; at most 50.</param>
[GenerateSerializer, Immutable, Alias("dispatch.qualification-view")]
public sealed record QualificationView(
    DateTimeOffset? LicensedUntil,
    bool CrisisQualified,
    ImmutableArray<Population> Competences,
    ImmutableArray<CompetenceTerm> CompetenceTerms,
    ImmutableArray<QualificationNote> Notes);

/// <summary>One decision: when, by whom, why.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.qualification-note")]
public sealed record QualificationNote(DateTimeOffset At, string By, string Reason);
