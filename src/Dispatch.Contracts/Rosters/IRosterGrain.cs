using System.Collections.Immutable;
using Orleans.Concurrency;

namespace Dispatch.Contracts.Rosters;

/// <summary>Who is on watch at a station, and which emergencies run there. Keyed by station id.</summary>
/// <remarks>It is never without a named lead: without a shift the station head is.</remarks>
[Alias("dispatch.roster")]
public interface IRosterGrain : IGrainWithStringKey
{
    /// <summary>Durably lists an emergency as running and answers who is on watch. Idempotent.</summary>
    [Alias("enter")]
    Task<OnWatch> EnterAsync(string emergencyId);

    /// <summary>The emergency ended and nothing of it is left to do. Idempotent.</summary>
    [Alias("leave")]
    Task LeaveAsync(string emergencyId);

    /// <summary>Who is on watch now.</summary>
    [Alias("now")]
    Task<OnWatch> NowAsync();

    /// <summary>Emergencies that run, oldest first.</summary>
    [ReadOnly, Alias("running")]
    Task<ImmutableArray<string>> RunningAsync();

    /// <summary>
    /// A counsellor's own actor tells what matters for the watch; with every change and every activation, and again until the roster says that it is
    /// durable by <see cref="Responders.IResponderGrain.WatchKnowsAsync"/>. What changes is told to every emergency that runs.
    /// </summary>
    [OneWay, Alias("know")]
    Task KnowAsync(CounsellorFacts facts);

    /// <summary>The shifts as the duty roster plans them, all that matter for the days ahead; the newest version counts.</summary>
    [Alias("shifts")]
    Task ShiftsAsync(long version, ImmutableArray<WatchShift> shifts);

    /// <summary>What is known of the station's counsellors.</summary>
    [ReadOnly, Alias("counsellors")]
    Task<ImmutableArray<CounsellorFacts>> CounsellorsAsync();

    /// <summary>Touches every emergency that runs, so that it goes on after any crash.</summary>
    [OneWay, Alias("touch")]
    Task TouchAsync();
}

/// <summary>Who is on watch from one moment until another, exclusive. Who stands in for somebody is named in that one's place.</summary>
/// <param name="Lead">Null: the station head.</param>
[GenerateSerializer, Immutable, Alias("dispatch.watch-shift")]
public sealed record WatchShift(DateTimeOffset From, DateTimeOffset To, string? Primary, string? Secondary, string? Lead, string? Expert);

/// <summary>What a roster knows of a counsellor.</summary>
/// <param name="Account">The account.</param>
/// <param name="StationId">Where it belongs now; another one's roster forgets it.</param>
/// <param name="LicensedUntil">End of the licence, exclusive; null: without end.</param>
/// <param name="CrisisQualified">May take High-risk requests.</param>
/// <param name="OnDuty">On duty by hand.</param>
/// <param name="Version">Grows with every change; an older word is passed over.</param>
/// <param name="OnDutySince">Since when it is on duty by hand; null: it is not.</param>
[GenerateSerializer, Immutable, Alias("dispatch.counsellor-facts")]
public sealed record CounsellorFacts(
    string Account, string StationId, DateTimeOffset? LicensedUntil, bool CrisisQualified, bool OnDuty, long Version, DateTimeOffset? OnDutySince = null);

/// <summary>Who is on watch at one moment.</summary>
/// <param name="Lead">The named duty lead: of the shift, else the station head.</param>
/// <param name="Head">The station head.</param>
/// <param name="Primary">First counsellor of the shift; null: none.</param>
/// <param name="Secondary">Second counsellor of the shift; null: none.</param>
/// <param name="Expert">Expert on call; null: none.</param>
/// <param name="Team">Crisis-qualified and on duty by hand.</param>
/// <param name="Qualified">All who are crisis-qualified by a licence that runs, on duty or not.</param>
[GenerateSerializer, Immutable, Alias("dispatch.on-watch")]
public sealed record OnWatch(
    string Lead, string Head, string? Primary, string? Secondary, string? Expert, ImmutableArray<string> Team, ImmutableArray<string> Qualified);
