using System.Collections.Immutable;
using Dispatch.Contracts;
using Dispatch.Contracts.Boards;
using Dispatch.Contracts.Responders;
using Dispatch.Domain.Matching;

namespace Dispatch.Domain.Boards;

/// <summary>Folds what requests and responders say of themselves into one station's live view. A snapshot and all changes after it make the truth.</summary>
public sealed class BoardFold(string stationId)
{
    // A row of a version is always the same row; a responder's card is read from the duty set without its load, and told again with it.
    private readonly Shelf<BoardRow> _rows = new(row => row.Version, (_, _) => true);
    private readonly Shelf<BoardResponder> _responders = new(responder => responder.Version, (held, given) => held == given);
    private long _taken;

    /// <summary>Counts changes since the fold began.</summary>
    public long Version { get; private set; }

    /// <summary>Ids of the requests that are shown.</summary>
    public ImmutableArray<string> Requests => [.. _rows.Items.Select(row => row.Id)];

    /// <summary>Applies a request's row; closed, it leaves. False when it was known.</summary>
    public bool Apply(BoardRow row, bool closed) => Count(closed ? _rows.Remove(row.Id, row.Version) : _rows.Put(row.Id, row));

    /// <summary>Applies a responder's card; it stays listed while it can be asked for a task now and belongs here. False when it was known.</summary>
    public bool Apply(ResponderCard card)
    {
        var isListed = card.Profile.StationId == stationId && (card.OnDutySince is not null || IsOpen(card.Profile.Calendar));
        return Count(isListed ? _responders.Put(card.Profile.Id, Shown(card)) : _responders.Remove(card.Profile.Id, card.Version));
    }

    /// <summary>Whether one more request fits.</summary>
    public bool HasRoomFor(string requestId) => _rows.Count < BoardLimits.Rows || _rows.Holds(requestId);

    /// <summary>Whether one more responder fits.</summary>
    public bool HasRoomFor(ResponderCard card) => _responders.Count < BoardLimits.Responders || _responders.Holds(card.Profile.Id);

    /// <summary>Whether the request has reported, open or closed.</summary>
    public bool HasReported(string requestId) => _rows.Knows(requestId);

    /// <summary>Counts a change of the board as a whole, so that those who follow look at it anew.</summary>
    public void Turn() => Version++;

    /// <summary>What changed since the last taking; null when nothing did.</summary>
    public BoardChange? Take(string epoch, DateTimeOffset at)
    {
        if (Version == _taken)
        {
            return null;
        }

        var (rows, rowsGone) = _rows.Take();
        var (responders, respondersGone) = _responders.Take();
        var from = _taken;
        _taken = Version;
        return new BoardChange(stationId, epoch, from, Version, at, rows, rowsGone, responders, respondersGone);
    }

    /// <summary>The whole board. Take what changed first, so that the next change begins at this version.</summary>
    public BoardView View(string epoch, DateTimeOffset at, bool rebuilding) =>
        new(stationId, epoch, Version, at, rebuilding, _rows.All, _responders.All);

    /// <summary>Open requests of the same service near in place and time, the latest first.</summary>
    public ImmutableArray<string> Similar(string service, GeoPoint? position, string? area, DateTimeOffset submittedAt) =>
    [
        .. _rows.Items
            .Where(row => row.Service == service
                && (row.SubmittedAt - submittedAt).Duration() <= BoardLimits.SimilarWithin
                && IsNear(row, position, area))
            .OrderByDescending(row => row.SubmittedAt)
            .ThenBy(row => row.Id, StringComparer.Ordinal)
            .Take(BoardLimits.Similar)
            .Select(row => row.Id),
    ];

    private static bool IsNear(BoardRow row, GeoPoint? position, string? area) =>
        row.Position is { } one && position is { } other ? Geo.Metres(one, other) <= BoardLimits.SimilarMetres : area is not null && row.Area == area;

    // Hours that are for planned tasks only put nobody at the station today.
    private static bool IsOpen(Availability calendar) => !calendar.PlannedOnly && Calendars.HasHours(calendar);

    private static BoardResponder Shown(ResponderCard card) => new(
        card.Profile.Id,
        card.Profile.Name,
        card.Profile.Kind,
        card.OnDutySince is not null,
        card.OnDutySince,
        card.OnDutySince is null ? null : card.Position,
        card.TravelMode,
        card.Load,
        card.Profile.Capacity,
        card.Profile.CrisisQualified,
        card.CoolUntil,
        card.Version);

    private bool Count(bool changed)
    {
        Version += changed ? 1 : 0;
        return changed;
    }
}
