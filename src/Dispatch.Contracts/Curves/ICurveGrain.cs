using System.Collections.Immutable;
using Dispatch.Contracts.Care;

namespace Dispatch.Contracts.Curves;

/// <summary>
/// The warning curves of a station, keyed by station id: weekly tallies that are read from the station's ledger, the events that its head marked, and which
/// crossings of a limit were told.
/// </summary>
[Alias("dispatch.curve")]
public interface ICurveGrain : IGrainWithStringKey
{
    /// <summary>Sees to it that the station is counted every hour.</summary>
    [Alias("keep")]
    Task KeepAsync();

    /// <summary>Reads what the ledger has since, closes weeks that are over, and tells the head of crossings. Repeated it changes nothing.</summary>
    [Alias("tick")]
    Task TickAsync();

    /// <summary>The curves of one measure. A station that was never counted is counted first.</summary>
    [Alias("get")]
    Task<Reply<CurvesView>> GetAsync(Actor by, CurveMeasure measure);

    /// <summary>Marks an event. The same command told again marks it once.</summary>
    [Alias("mark")]
    Task<Reply> MarkAsync(string commandId, MarkCurve command);

    /// <summary>Takes an event back. Repeated, or unknown: nothing.</summary>
    [Alias("unmark")]
    Task<Reply> UnmarkAsync(Actor by, int number);
}

/// <summary>Marks an event on a station's curves.</summary>
/// <param name="By">The station's head.</param>
/// <param name="Day">From the year 2000 to a year ahead.</param>
/// <param name="Kind">What kind of event.</param>
/// <param name="Words">At most 200 characters, of no person; may be empty.</param>
[GenerateSerializer, Immutable, Alias("dispatch.mark-curve")]
public sealed record MarkCurve(Actor By, DateOnly Day, CurveEventKind Kind, string Words);

/// <summary>What a station's page of curves shows.</summary>
/// <param name="StationId">The station.</param>
/// <param name="Measure">What is counted.</param>
/// <param name="CountedUntil">The Monday up to which weeks are closed; null: none is yet.</param>
/// <param name="LeastPeople">Cells with fewer people are hidden.</param>
/// <param name="BaselineWeeks">Weeks from which the ordinary rate is learned.</param>
/// <param name="Lambda">Weight of the newest week.</param>
/// <param name="Limit">Width of the limits in standard deviations.</param>
/// <param name="MadeUp">The record holds signs that a demonstration made up.</param>
/// <param name="Curves">Of the whole station first, then of its communities; the newest 156 weeks.</param>
/// <param name="Events">Every event marked, newest first.</param>
[GenerateSerializer, Immutable, Alias("dispatch.curves-view")]
public sealed record CurvesView(
    string StationId,
    CurveMeasure Measure,
    DateOnly? CountedUntil,
    int LeastPeople,
    int BaselineWeeks,
    double Lambda,
    double Limit,
    bool MadeUp,
    ImmutableArray<CurveView> Curves,
    ImmutableArray<CurveEvent> Events);
