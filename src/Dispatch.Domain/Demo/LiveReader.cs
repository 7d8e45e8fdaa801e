using System.Collections.Immutable;
using Dispatch.Contracts;
using Dispatch.Domain.Catalogue;
using Dispatch.Domain.Requests;

namespace Dispatch.Domain.Demo;

/// <summary>Reads demo/live.json.</summary>
internal static class LiveReader
{
    private const int HoursOfDay = 24;
    private const int MostSeconds = 86_400;
    private const int MostMetres = 100_000;

    public static LivePlan Read(DataNode root, ServiceCatalogue catalogue) => new(
        [.. root.Rows("stations").Select(ReadStation)],
        [.. root.Rows("mix").Select(row => ReadNeed(row, catalogue))],
        ReadHours(root),
        ReadResidents(root.Child("residents")),
        ReadHelpers(root.Child("responders")));

    private static LiveStation ReadStation(DataNode row)
    {
        row.Marker();
        var areas = row.Rows("areas").Select(area => new LiveArea(area.Text("area"), area.Number("weight", 0, 1_000))).ToImmutableArray();
        RequireAny(row, "areas", areas.Length);
        return new LiveStation(row.Text("station"), row.Number("requestsPerHour", 0.1, 3_600), areas);
    }

    private static LiveNeed ReadNeed(DataNode row, ServiceCatalogue catalogue)
    {
        row.Marker();
        var service = row.Text("service");
        if (catalogue.Find(service) is null)
        {
            row.Fault("service", $"unknown service '{service}'");
        }

        var phrases = row.Rows("phrases").Select(phrase => new Wording(phrase.Text("zh"), phrase.Text("en"))).ToImmutableArray();
        RequireAny(row, "phrases", phrases.Length);
        return new LiveNeed(service, row.Number("weight", 0, 1_000), row.Word<RiskLevel>("expect"), phrases);
    }

    private static ImmutableArray<double> ReadHours(DataNode root)
    {
        var hours = root.Numbers("hourWeights", 0.1, 1_000);
        if (hours.Length != HoursOfDay)
        {
            root.Fault("hourWeights", $"must hold {HoursOfDay} numbers, not {hours.Length}");
        }

        return hours;
    }

    private static LiveResidents ReadResidents(DataNode row)
    {
        row.Marker();
        return new LiveResidents(
            Share(row, "english"),
            Share(row, "cancelShare"),
            Share(row, "confirmShare"),
            Share(row, "notKeptShare"),
            Seconds(row, "confirmAfterSeconds"),
            Share(row, "ageBandStated"),
            [.. row.Rows("ageBands").Select(ReadBand)]);
    }

    private static LiveBand ReadBand(DataNode row)
    {
        var band = row.Text("band");
        if (!AgeBands.All.Contains(band))
        {
            row.Fault("band", $"unknown age band '{band}'");
        }

        return new LiveBand(band, row.Number("weight", 0, 1_000));
    }

    private static LiveHelpers ReadHelpers(DataNode row)
    {
        row.Marker();
        return new LiveHelpers(
            [.. row.Rows("ranges").Select(range => new LiveRange(
                range.Text("station"), range.Text("prefix"), range.Whole("from", 1, 99_999), range.Whole("to", 1, 99_999)))],
            Share(row, "onDutyShare"),
            Share(row, "acceptNear"),
            row.Number("acceptNearMetres", 0, MostMetres),
            row.Number("halvedEveryMetres", 1, MostMetres),
            Seconds(row, "answerMedianSeconds"),
            row.Number("answerSigma", 0, 3),
            Seconds(row, "enRouteAfterSeconds"),
            Seconds(row, "onSiteAfterSeconds"),
            Seconds(row, "completedAfterSeconds"));
    }

    private static double Share(DataNode row, string field) => row.Number(field, 0, 1);

    private static TimeSpan Seconds(DataNode row, string field) => TimeSpan.FromSeconds(row.Number(field, 0, MostSeconds));

    private static void RequireAny(DataNode row, string field, int count)
    {
        if (count == 0)
        {
            row.Fault(field, "must hold a row");
        }
    }
}
