using System.Collections.Immutable;
using Dispatch.Contracts;
using Dispatch.Contracts.Responders;
using Dispatch.Contracts.Stations;
using Dispatch.Domain.Catalogue;

namespace Dispatch.Domain.Demo;

/// <summary>Reads the responders of demo/people.json. Their hours are for planned tasks: for today's they go on duty by hand.</summary>
internal sealed class DemoResponders(
    ImmutableArray<DemoArea> areas, ImmutableArray<StationFacts> stations, ServiceCatalogue catalogue, List<string> teams)
{
    public ResponderProfile Read(DataNode row)
    {
        row.Marker();
        var kind = row.Word<ResponderKind>("kind");
        var station = stations.FirstOrDefault(known => known.Id == row.Text("station"));
        var team = row.TextOrNull("team");
        Require(row, "station", station is not null, "is no station with a service circle");
        Require(row, "id", row.Text("id").EndsWith($".{station?.Id}", StringComparison.Ordinal), "does not end in its station's id");
        Require(row, "area", areas.Any(area => area.Facts.Code == row.Text("area") && area.StationId == station?.Id), "is no area of the station");
        Require(row, "team", team is null || teams.Contains(team), "is no team");
        Require(row, "crisisQualified", !row.Flag("crisisQualified") || kind == ResponderKind.Counsellor, "is for counsellors only");
        return new ResponderProfile(
            row.Text("id"),
            kind,
            station?.Id ?? "",
            row.Wording("name").Zh,
            [.. row.Rows("skills").Select(ReadSkill)],
            ReadLanguages(row),
            row.Word<Gender>("gender"),
            row.Flag("trained"),
            kind == ResponderKind.Counsellor ? row.Child("licence").Moment("validUntil") : null,
            row.Flag("crisisQualified"),
            row.Point("home"),
            row.Word<TravelMode>("travelMode"),
            row.Flag("remoteToo"),
            row.Whole("capacity", 1, 20),
            team,
            ReadHours(row),
            ReadQuiet(row),
            row.Whole("alertsPerWeek", 0, 1_000),
            station?.TimeZone ?? "",
            []);
    }

    private static void Require(DataNode row, string field, bool holds, string otherwise)
    {
        if (!holds)
        {
            row.Fault(field, otherwise);
        }
    }

    private static QuietHours ReadQuiet(DataNode row)
    {
        var quiet = row.Child("quietHours");
        return new QuietHours(quiet.MinuteOfDay("from"), quiet.MinuteOfDay("to"));
    }

    private static Availability ReadHours(DataNode row)
    {
        if (!row.Has("hours"))
        {
            return Availability.None;
        }

        var weekly = row.Rows("hours").SelectMany(span =>
        {
            var (from, to) = (span.MinuteOfDay("from"), span.MinuteOfDay("to"));
            Require(span, "to", from < to, "must be later than 'from'");
            return span.Words<DayOfWeek>("days").Select(day => new WeeklyHours(day, from, to));
        });
        return new Availability([.. weekly], [], [], PlannedOnly: true);
    }

    private HeldSkill ReadSkill(DataNode row)
    {
        var code = row.Text("code");
        var skill = catalogue.FindSkill(code);
        Require(row, "code", skill is not null, $"unknown skill '{code}'");
        return new HeldSkill(code, row.Whole("level", 1, skill?.MaxLevel ?? 3), row.Has("validUntil") ? row.Moment("validUntil") : null);
    }

    private ImmutableArray<string> ReadLanguages(DataNode row)
    {
        var languages = row.Texts("languages");
        foreach (var unknown in languages.Where(tag => catalogue.FindLanguage(tag) is null))
        {
            row.Fault("languages", $"unknown language '{unknown}'");
        }

        return languages;
    }
}
