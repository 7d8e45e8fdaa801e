using System.Collections.Immutable;
using Dispatch.Contracts;
using Dispatch.Contracts.Stations;

namespace Dispatch.Domain.Stations;

/// <summary>What waits for a station's supervisors until they have seen it.</summary>
public static class StationNotices
{
    /// <summary>Notices that may wait unseen; who lets so many wait does not supervise.</summary>
    public const int MostWaiting = 1_000;

    /// <summary>Seen ones that are remembered, so that one told again does not come back.</summary>
    public const int MostSeen = 500;

    /// <summary>The station with one more notice; itself when it is known. Null: too many wait.</summary>
    public static StationShards? Note(StationShards station, StationNotice notice) =>
        station.Notices.Any(each => each.Id == notice.Id) ? station
        : station.Notices.Count(each => each.SeenAt is null) >= MostWaiting ? null
        : station with { Notices = station.Notices.Add(notice) };

    /// <summary>What waits for this actor.</summary>
    public static ImmutableArray<StationNotice> Waiting(StationShards station, Actor by) =>
        [.. station.Notices.Where(each => each.SeenAt is null && each.To == by.Role)];

    /// <summary>The supervisor has seen it.</summary>
    public static StationShards Seen(StationShards station, Actor by, string id, DateTimeOffset now)
    {
        var index = station.Notices.ToList().FindIndex(each => each.Id == id && each.To == by.Role && each.SeenAt is null);
        if (index < 0)
        {
            return station;
        }

        var notices = station.Notices.SetItem(index, station.Notices[index] with { SeenAt = now });
        var surplus = notices.Count(each => each.SeenAt is not null) - MostSeen;
        return station with { Notices = surplus <= 0 ? notices : notices.RemoveAll(each => each.SeenAt is not null && surplus-- > 0) };
    }
}
