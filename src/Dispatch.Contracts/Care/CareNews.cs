using System.Collections.Immutable;
using Dispatch.Contracts.Privacy;

namespace Dispatch.Contracts.Care;

/// <summary>What a request has to tell its case.</summary>
[GenerateSerializer, Alias("care.news-kind")]
public enum CareNewsKind
{
    /// <summary>The request is one of care from now on: a counsellor is looked for.</summary>
    Asked = 0,

    /// <summary>A counsellor has accepted it.</summary>
    Accepted = 1,

    /// <summary>Somebody raised the level, or spoke once more for the one that stands.</summary>
    Raised = 2,

    /// <summary>The request has ended.</summary>
    Ended = 3,

    /// <summary>A counsellor who had accepted it has it no longer: handed back, did not come, or was taken off.</summary>
    HandedBack = 4,
}

/// <summary>One word of a request to its case, in the order of its number; repeated until the case has kept it.</summary>
/// <param name="Number">Counts from 1 within the request.</param>
/// <param name="Kind">What happened.</param>
/// <param name="StationId">The request's station.</param>
/// <param name="Area">Its community; null: unknown.</param>
/// <param name="Service">Its service.</param>
/// <param name="Human">Account answerable for it while it has no counsellor.</param>
/// <param name="Level">Its level at that moment; of a raise the level that was spoken for.</param>
/// <param name="Provisional">Whether a counsellor has still to confirm the level of intake.</param>
/// <param name="Codes">Of intake: why this level.</param>
/// <param name="By">Who: the counsellor who accepted or left, or whoever raised.</param>
/// <param name="Words">Of a raise: the reason.</param>
/// <param name="At">When.</param>
[GenerateSerializer, Immutable, Alias("care.news")]
public sealed record CareNews(
    long Number,
    CareNewsKind Kind,
    string StationId,
    string? Area,
    string Service,
    string Human,
    RiskLevel Level,
    bool Provisional,
    ImmutableArray<string> Codes,
    Actor By,
    [property: Sealed] string? Words,
    DateTimeOffset At)
{
    /// <summary>Of <see cref="CareNewsKind.Asked"/>: what intake knows that counsellors must bring; null: nothing.</summary>
    [Id(0), Sealed]
    public CareDemand? Demand { get; init; }

    /// <summary>The public incident that raised the request and wants to know the case's level; null: it comes from none.</summary>
    [Id(1)]
    public string? Incident { get; init; }
}
