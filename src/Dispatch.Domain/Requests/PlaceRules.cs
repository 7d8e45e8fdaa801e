using System.Collections.Immutable;
using Dispatch.Contracts;
using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Stations;
using Dispatch.Domain.Matching;

namespace Dispatch.Domain.Requests;

/// <summary>Where a request belongs. <c>Exact</c>: a point was given, not only an area.</summary>
public sealed record Place(StationFacts Station, GeoPoint? Position, bool Exact, string? Area, bool Outside);

/// <summary>Finds the station of a request: the circle that contains it, nearest centre first; outside all of them the nearest, flagged.</summary>
public static class PlaceRules
{
    /// <param name="keepsToStation">It is the named station's, whatever circle the place lies in: staff took it down there.</param>
    public static Reply<Place> Find(RequestDraft draft, bool remote, ImmutableArray<StationFacts> stations, bool keepsToStation = false)
    {
        var area = draft.Area is null ? null : stations.SelectMany(s => s.Areas).FirstOrDefault(a => a.Code == draft.Area);
        if (draft.Area is not null && area is null)
        {
            return new Refusal(RefusalCode.PlaceInvalid, "The area is not known.");
        }

        if (draft.Location is { } location && !OnEarth(location))
        {
            return new Refusal(RefusalCode.PlaceInvalid, "A location has a latitude of -90 to 90 and a longitude of -180 to 180 degrees.");
        }

        var chosen = draft.StationId is null ? null : stations.FirstOrDefault(s => s.Id == draft.StationId);
        if (draft.StationId is not null && chosen is null)
        {
            return new Refusal(RefusalCode.StationUnknown, "The station does not take requests.");
        }

        var position = draft.Location ?? area?.Centre;
        if (position is null)
        {
            return remote && chosen is not null
                ? new Place(chosen, null, false, null, false)
                : new Refusal(RefusalCode.PlaceInvalid, "A request needs a location, an area, or, if remote, a station.");
        }

        return Belonging(position.Value, draft.Location is not null, area, remote || keepsToStation ? chosen : null, stations);
    }

    private static Reply<Place> Belonging(GeoPoint position, bool exact, AreaFacts? area, StationFacts? chosen, ImmutableArray<StationFacts> stations)
    {
        if (stations.IsEmpty)
        {
            return new Refusal(RefusalCode.StationUnknown, "No station takes requests yet.");
        }

        var byDistance = stations
            .Select(s => (Station: s, Metres: Geo.Metres(s.Centre, position)))
            .OrderBy(s => s.Metres)
            .ThenBy(s => s.Station.Id, StringComparer.Ordinal)
            .ToList();
        var inside = byDistance.Find(s => s.Metres <= s.Station.RadiusMetres).Station;
        var station = chosen ?? inside ?? byDistance[0].Station;
        var nearest = area ?? station.Areas.OrderBy(a => Geo.Metres(a.Centre, position)).ThenBy(a => a.Code, StringComparer.Ordinal).FirstOrDefault();
        return new Place(station, position, exact, nearest?.Code, Outside: inside is null);
    }

    private static bool OnEarth(GeoPoint point) => point.Lat is >= -90 and <= 90 && point.Lon is >= -180 and <= 180;
}
