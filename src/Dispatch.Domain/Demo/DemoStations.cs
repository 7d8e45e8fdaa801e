using System.Collections.Immutable;
using Dispatch.Contracts;
using Dispatch.Contracts.Stations;
using Dispatch.Domain.Catalogue;

namespace Dispatch.Domain.Demo;

/// <summary>Reads demo/stations.json. Rows without a service circle are posts of a station; they take no requests.</summary>
internal static class DemoStations
{
    public static ImmutableArray<StationFacts> Read(DataNode root, ImmutableArray<DemoArea> areas)
    {
        var timeZone = root.Text("timeZone");
        var rows = root.Rows("stations").ToList();
        var ids = rows.Select(row => row.Text("id")).ToList();
        var circles = rows.Where(row => row.Has("radiusMetres")).Select(row => row.Text("id")).ToList();
        foreach (var twice in ids.GroupBy(id => id).Where(group => group.Count() > 1))
        {
            root.Fault("stations", $"'{twice.Key}' stands {twice.Count()} times");
        }

        foreach (var row in rows)
        {
            CheckPlace(row, areas, circles);
        }

        return [.. rows.Where(row => row.Has("radiusMetres")).Select(row => ReadStation(row, areas, circles, timeZone))];
    }

    private static void CheckPlace(DataNode row, ImmutableArray<DemoArea> areas, List<string> circles)
    {
        row.Marker();
        row.Wording("name");
        row.Point("centre");
        if (areas.All(area => area.Facts.Code != row.Text("area")))
        {
            row.Fault("area", $"unknown area '{row.Text("area")}'");
        }

        if (!row.Has("radiusMetres"))
        {
            KnownStation(row, "belongsTo", row.Text("belongsTo"), circles);
        }
    }

    private static StationFacts ReadStation(DataNode row, ImmutableArray<DemoArea> areas, List<string> circles, string timeZone)
    {
        var (id, name) = (row.Text("id"), row.Wording("name"));
        var neighbours = row.Texts("neighbours");
        foreach (var neighbour in neighbours)
        {
            KnownStation(row, "neighbours", neighbour, circles);
        }

        return new StationFacts(
            id,
            name.Zh,
            name.En,
            row.Text("kind"),
            row.Point("centre"),
            row.Whole("radiusMetres", 100, 50_000),
            timeZone,
            row.Text("head"),
            row.Text("coordinator"),
            neighbours,
            ReadLenders(row, circles),
            [.. areas.Where(area => area.StationId == id).Select(area => area.Facts)],
            StationPolicy.Default);
    }

    private static ImmutableArray<string> ReadLenders(DataNode row, List<string> circles)
    {
        var lenders = ImmutableArray.CreateBuilder<string>();
        foreach (var agreement in row.Rows("agreements"))
        {
            agreement.Marker();
            var lender = agreement.Text("station");
            KnownStation(agreement, "station", lender, circles);
            if (agreement.Words<ResponderKind>("kinds").Contains(ResponderKind.Counsellor))
            {
                lenders.Add(lender);
            }
        }

        return lenders.ToImmutable();
    }

    private static void KnownStation(DataNode row, string field, string station, List<string> circles)
    {
        if (station.Length > 0 && !circles.Contains(station))
        {
            row.Fault(field, $"'{station}' is no station with a service circle");
        }
    }
}
