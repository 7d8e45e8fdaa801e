using System.Collections.Immutable;
using System.Globalization;
using Dispatch.Contracts;
using Dispatch.Contracts.Stations;
using Dispatch.Domain.Matching;

namespace Dispatch.Simulation.Replay;

/// <summary>Makes stations of townships: the busiest ones far enough apart are centres, every other joins the nearest.</summary>
internal static class Townships
{
    public const string TimeZone = "America/New_York";
    private const int Stations = 12;
    private const double ApartMetres = 6_000;
    private const double LargestMetres = 12_000;
    private const double Inside = 0.95;
    private const int Neighbours = 3;

    public static ImmutableArray<StationFacts> Group(IReadOnlyList<CallRow> calls, StationPolicy policy)
    {
        var townships = calls
            .GroupBy(call => call.Place, StringComparer.Ordinal)
            .Select(group => (Name: group.Key, Calls: group.Count(), Centre: Centre([.. group.Select(call => call.Point)])))
            .OrderByDescending(township => township.Calls)
            .ThenBy(township => township.Name, StringComparer.Ordinal)
            .ToList();
        var centres = new List<(string Name, GeoPoint Centre)>();
        foreach (var (name, _, centre) in townships)
        {
            if (centres.Count < Stations && centres.TrueForAll(other => Geo.Metres(other.Centre, centre) >= ApartMetres))
            {
                centres.Add((name, centre));
            }
        }

        return [.. centres.Select((centre, index) => Station(index, centre, centres, calls, policy))];
    }

    /// <summary>The id of the nearest station.</summary>
    public static string Nearest(ImmutableArray<StationFacts> stations, GeoPoint point) =>
        stations.MinBy(station => Geo.Metres(station.Centre, point))!.Id;

    private static StationFacts Station(
        int index, (string Name, GeoPoint Centre) own, List<(string Name, GeoPoint Centre)> all, IReadOnlyList<CallRow> calls, StationPolicy policy)
    {
        var others = Enumerable.Range(0, all.Count)
            .Where(other => other != index)
            .OrderBy(other => Geo.Metres(all[other].Centre, own.Centre))
            .Take(Neighbours)
            .Select(Id)
            .ToImmutableArray();
        var far = calls
            .Where(call => all.MinBy(each => Geo.Metres(each.Centre, call.Point)) == own)
            .Select(call => Geo.Metres(own.Centre, call.Point))
            .Order()
            .ToList();
        var radius = Math.Clamp(far[(int)((far.Count - 1) * Inside)], ApartMetres / 2, LargestMetres);
        var name = CultureInfo.InvariantCulture.TextInfo.ToTitleCase(own.Name.ToLowerInvariant());
        var area = new AreaFacts(Id(index) + "-area", name, name, own.Centre);

        // The last third, the least busy, have few counsellors and borrow those of the nearest neighbour remotely.
        ImmutableArray<string> lenders = index >= all.Count * 2 / 3 ? [others[0]] : [];
        return new StationFacts(
            Id(index), name, name, "station", own.Centre, (int)radius, TimeZone, $"head.{Id(index)}", $"coordinator.{Id(index)}",
            others, lenders, [area], policy);
    }

    private static string Id(int index) => string.Create(CultureInfo.InvariantCulture, $"station-{index + 1:00}");

    private static GeoPoint Centre(IReadOnlyList<GeoPoint> points) => new(points.Average(point => point.Lat), points.Average(point => point.Lon));
}
