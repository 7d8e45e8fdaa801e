namespace Dispatch.Contracts.Emergencies;

/// <summary>A unit that a station is linked with for emergencies.</summary>
/// <param name="Id">Its code.</param>
/// <param name="Kind">What it is.</param>
/// <param name="NameZh">Chinese name.</param>
/// <param name="NameEn">English name.</param>
[GenerateSerializer, Immutable, Alias("dispatch.unit-facts")]
public sealed record UnitFacts(string Id, UnitKind Kind, string NameZh, string NameEn);
