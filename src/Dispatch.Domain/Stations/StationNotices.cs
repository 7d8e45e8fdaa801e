using System.Collections.Immutable;
using Dispatch.Contracts;
using Dispatch.Contracts.Stations;

namespace Dispatch.Domain.Stations;

/// <summary>What waits for a station's supervisors until they have seen it.</summary>
public static class StationNotices
{
    /// <summary>
    /// Notices that may wait unseen; who lets so many wait does not supervise. Sealed words are then opened no more, but a word of danger is never
    /// refused: it takes the place of the oldest alarm.
    /// </summary>
    public const int MostWaiting = 1_000;

    /// <summary>Seen ones that are remembered, so that one told again does not come back.</summary>
    public const int MostSeen = 500;

    /// <summary>The station with one more notice; itself when it is known. Null: too many openings wait for one more of them.</summary>
    public static StationShards? Note(StationShards station, StationNotice notice)
    {
        if (station.Notices.Any(each => each.Id == notice.Id))
        {
            return station;
        }

        var waiting = station.Notices.Where(each => each.SeenAt is null).ToList();
        if (waiting.Count < MostWaiting)
        {
            return station with { Notices = station.Notices.Add(notice) };
        }

        if (notice.Kind == StationNotice.SealedOpened && waiting.TrueForAll(each => each.Kind == StationNotice.SealedOpened))
        {
            return null;
        }

        // An opening is never pushed out: that it was told is what it was allowed for.
        var oldest = waiting.Where(each => each.Kind != StationNotice.SealedOpened)
            .OrderBy(each => each.Kind is StationNotice.ScreeningDanger or StationNotice.ChatCue).FirstOrDefault();
        return station with { Notices = (oldest is null ? station.Notices : station.Notices.Remove(oldest)).Add(notice) };
    }

    /// <summary>What waits for this actor.</summary>
    public static ImmutableArray<StationNotice> Waiting(StationShards station, Actor by) =>
        [.. station.Notices.Where(each => each.SeenAt is null && each.To == by.Role)];

    /// <summary>The supervisor has seen it. The words of whoever opened go: what the station remembers is that it was told.</summary>
    public static StationShards Seen(StationShards station, Actor by, string id, DateTimeOffset now)
    {
        var index = station.Notices.ToList().FindIndex(each => each.Id == id && each.To == by.Role && each.SeenAt is null);
        if (index < 0)
        {
            return station;
        }

        var notices = station.Notices.SetItem(index, station.Notices[index] with { SeenAt = now, Reason = "" });
        var surplus = notices.Count(each => each.SeenAt is not null) - MostSeen;
        return station with { Notices = surplus <= 0 ? notices : notices.RemoveAll(each => each.SeenAt is not null && surplus-- > 0) };
    }

    /// <summary>The station without notices of openings up to the cutoff, seen or not; itself when there are none.</summary>
    public static StationShards Forget(StationShards station, DateTimeOffset cutoff) =>
        station.Notices.Any(each => each.At <= cutoff) ? station with { Notices = station.Notices.RemoveAll(each => each.At <= cutoff) } : station;
}
