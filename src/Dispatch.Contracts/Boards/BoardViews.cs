using System.Collections.Immutable;
using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Responders;

namespace Dispatch.Contracts.Boards;

/// <summary>One open request on a board; service class only.</summary>
/// <param name="OffersOpen">Offers that wait for an answer.</param>
/// <param name="OfferExpiresAt">When the next of them lapses.</param>
/// <param name="Deadline">The next deadline; passed and still there: shown first.</param>
/// <param name="OwnerName">What the owner is called, put in where staff are shown the row; null: not known there, the account stands for it.</param>
/// <param name="PausedAt">Since when a public incident keeps it waiting: no new offers, no deadline; null: none does.</param>
/// <param name="NotKept">The resident said that it was not kept, and nobody has been looked for since.</param>
[GenerateSerializer, Immutable, Alias("dispatch.board-row")]
public sealed record BoardRow(
    string Id,
    long Version,
    RequestState State,
    string StationId,
    bool OutsideCircles,
    string Service,
    RiskLevel Level,
    bool LevelProvisional,
    Lane Lane,
    GeoPoint? Position,
    string? Area,
    bool Remote,
    Channel Channel,
    DateTimeOffset SubmittedAt,
    DateTimeOffset StartsAt,
    int Minutes,
    int RespondersNeeded,
    string Owner,
    DateTimeOffset? Deadline,
    int Wave,
    int RadiusMetres,
    int OffersOpen,
    DateTimeOffset? OfferExpiresAt,
    ImmutableArray<RequestAssignment> Assignments,
    string? OwnerName = null,
    bool NotKept = false,
    DateTimeOffset? PausedAt = null);

/// <summary>One responder on a board: who is on, where (coarse), how busy.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.board-responder")]
public sealed record BoardResponder(
    string Id,
    string Name,
    ResponderKind Kind,
    bool OnDuty,
    DateTimeOffset? OnDutySince,
    GeoPoint? Position,
    TravelMode TravelMode,
    int Load,
    int Capacity,
    bool CrisisQualified,
    DateTimeOffset? CoolUntil,
    long Version);

/// <summary>A whole board at a version. Versions count changes since the board woke; <c>Epoch</c> tells one life of the board from the next.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.board-view")]
public sealed record BoardView(
    string StationId, string Epoch, long Version, DateTimeOffset At, bool Rebuilding, ImmutableArray<BoardRow> Rows, ImmutableArray<BoardResponder> Responders);

/// <summary>What changed from one version to the next. A receiver applies it when epoch and <c>FromVersion</c> are its own, else fetches the whole.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.board-change")]
public sealed record BoardChange(
    string StationId,
    string Epoch,
    long FromVersion,
    long Version,
    DateTimeOffset At,
    ImmutableArray<BoardRow> Rows,
    ImmutableArray<string> RowsGone,
    ImmutableArray<BoardResponder> Responders,
    ImmutableArray<string> RespondersGone);

/// <summary>A change as a browser is told it: rows that it cannot hold yet whole, of the others only what is different now.</summary>
/// <param name="RowsChanged">
/// For each row that was told before: <c>id</c>, <c>version</c> and the members that differ, by their wire names. Whoever does not hold the row fetches the whole board.
/// </param>
[GenerateSerializer, Immutable, Alias("dispatch.board-push")]
public sealed record BoardPush(
    string StationId,
    string Epoch,
    long FromVersion,
    long Version,
    DateTimeOffset At,
    ImmutableArray<BoardRow> Rows,
    ImmutableArray<ImmutableDictionary<string, object?>> RowsChanged,
    ImmutableArray<string> RowsGone,
    ImmutableArray<BoardResponder> Responders,
    ImmutableArray<string> RespondersGone);

/// <summary>The folded live view of one station. Keyed by station id; nothing durable; awaits the sets only.</summary>
[Alias("dispatch.board")]
public interface IBoardGrain : Orleans.IGrainWithStringKey
{
    /// <summary>A request's newest row; an older version than the one held is ignored. Closed: the row goes.</summary>
    /// <returns>False: the board is full and shows nothing of it; it is worth asking again when others have gone.</returns>
    [Alias("apply-row")]
    Task<bool> ApplyAsync(BoardRow row, bool closed);

    /// <summary>A responder's newest card; null position and off duty: it stays listed while it has a calendar for tasks now. One more than fit is not shown.</summary>
    [Alias("apply-responder")]
    Task ApplyResponderAsync(ResponderCard card);

    /// <summary>The whole board.</summary>
    [Orleans.Concurrency.ReadOnly, Alias("get")]
    Task<BoardView> GetAsync();

    /// <summary>The board as another station sees it by agreement: without places, names, owners and responders' whereabouts.</summary>
    [Orleans.Concurrency.ReadOnly, Alias("get-shared")]
    Task<BoardView> GetSharedAsync();

    /// <summary>Other open requests near this one in place, service and time (200 m, 30 min): a hint at possible duplicates.</summary>
    [Orleans.Concurrency.ReadOnly, Alias("similar")]
    Task<ImmutableArray<string>> SimilarAsync(string service, GeoPoint? position, string? area, DateTimeOffset submittedAt);

    /// <summary>Follows the board; renewed at least every 5 minutes.</summary>
    [Alias("watch")]
    Task WatchAsync(IBoardObserver observer);

    /// <summary>Ends following.</summary>
    [Alias("unwatch")]
    Task UnwatchAsync(IBoardObserver observer);
}

/// <summary>Somebody who follows a board.</summary>
[Alias("dispatch.board-observer")]
public interface IBoardObserver : IGrainObserver
{
    /// <summary>The board changed; changes of up to 100 ms come together.</summary>
    [Alias("changed")]
    void BoardChanged(BoardChange change);
}
