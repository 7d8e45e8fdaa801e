namespace Dispatch.Contracts.Care;

/// <summary>The level of a case as its request has to know it.</summary>
/// <param name="Level">The level that binds there.</param>
/// <param name="Confirmed">A licensed counsellor has confirmed it.</param>
/// <param name="Version">Grows with every change; an older one is passed over.</param>
/// <param name="Dangers">How often danger to life was spoken of at the case itself; one more than known pages people, in whatever state the request is.</param>
[GenerateSerializer, Immutable, Alias("care.case-level")]
public sealed record CaseLevel(RiskLevel Level, bool Confirmed, long Version, int Dangers);
