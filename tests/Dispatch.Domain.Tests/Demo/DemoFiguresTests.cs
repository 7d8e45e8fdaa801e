using System.Globalization;
using System.Text.Json.Nodes;
using Shouldly;

namespace Dispatch.Domain.Tests.Demo;

/// <summary>The figures of the demo set, against the sources' own numbers and their arithmetic.</summary>
public sealed class DemoFiguresTests
{
    private static readonly string[] Files =
    [
        "areas", "stations", "partners", "people", "roster", "population", "register", "activities", "history", "live",
    ];

    private static readonly JsonNode Population = Open("population");

    private static readonly JsonArray Communities = Population["communities"]!.AsArray();

    private static readonly List<JsonNode> Elders = Rows(Open("register"), "elders");

    [Fact]
    public void Population_Bands_SumTo7020AndToTheirOwnTotals()
    {
        var bands = Rows(Population, "bands");

        bands.Select(band => (int)band["total"]!).ShouldBe([3_567, 2_425, 1_004, 24]);
        for (var band = 0; band < bands.Count; band++)
        {
            Communities.Sum(community => (int)community!["bands"]![band]!).ShouldBe((int)bands[band]["total"]!);
        }

        Communities.Sum(community => (int)community!["total"]!).ShouldBe(7_020);
    }

    [Fact]
    public void Population_Bands_AreHalfOpenSoThatNobodyStandsInTwo()
    {
        var bands = Rows(Population, "bands");

        for (var band = 1; band < bands.Count; band++)
        {
            ((int)bands[band]["fromAge"]!).ShouldBe((int)bands[band - 1]["belowAge"]!);
        }
    }

    [Fact]
    public void Population_Columns_SumToTheCommunityTotals() =>
        Communities.ShouldAllBe(community => community!["bands"]!.AsArray().Sum(band => (int)band!) == (int)community["total"]!);

    [Fact]
    public void Population_Seasonal_IsStrictlyBelowEightyPercent()
    {
        var seasonal = Communities.Sum(community => (int)community!["seasonal"]!);

        seasonal.ShouldBe(5_575);
        (seasonal * 100).ShouldBeLessThan(80 * 7_020);
        Communities.ShouldAllBe(community => (int)community!["seasonal"]! < (int)community["total"]!);
    }

    [Fact]
    public void Register_103Rows_Are95ActiveAnd8Deceased()
    {
        Elders.Count.ShouldBe(103);
        Elders.Count(elder => (string)elder["status"]! == "Active").ShouldBe(95);
        Elders.Count(elder => (string)elder["status"]! == "Deceased").ShouldBe(8);
        Elders.DistinctBy(elder => (string)elder["id"]!).Count().ShouldBe(103);
    }

    [Fact]
    public void Register_PerCommunity_AgreesWithThePopulation()
    {
        foreach (var community in Communities)
        {
            var rows = Elders.Where(elder => (string)elder["area"]! == (string)community!["area"]!).ToList();
            var (eighties, nineties) = ((int)community!["bands"]![2]!, (int)community["bands"]![3]!);

            rows.Count.ShouldBe((int)community["registered"]!);
            rows.Count(elder => (string)elder["status"]! == "Deceased").ShouldBe((int)community["deceased"]!);
            (rows.Count - (int)community["deceased"]!).ShouldBe((int)community["monthlyCalls"]!);
            rows.Count(elder => (int)elder["age"]! is >= 80 and < 90).ShouldBeLessThanOrEqualTo(eighties);
            rows.Count(elder => (int)elder["age"]! is >= 90 and <= 100).ShouldBeLessThanOrEqualTo(nineties);
            rows.ShouldAllBe(elder => (int)elder["age"]! >= 80);
        }
    }

    [Fact]
    public void Register_NoRow_HoldsATelephoneNumberThatCouldRing() =>
        Elders.ShouldAllBe(elder => ((string)elder["phone"]!).StartsWith("000-", StringComparison.Ordinal));

    [Fact]
    public void Activities_InTenMonths_Are21With3517PersonTimes()
    {
        var activities = Rows(Open("activities"), "activities");
        var days = activities.Select(activity => DateOnly.ParseExact((string)activity["date"]!, "yyyy-MM-dd", CultureInfo.InvariantCulture)).ToList();

        activities.Count.ShouldBe(21);
        activities.Sum(activity => (int)activity["personTimes"]!).ShouldBe(3_517);
        days.ShouldAllBe(day => day >= new DateOnly(2021, 4, 1) && day <= new DateOnly(2022, 1, 31));
        days.Select(day => (day.Year, day.Month)).Distinct().Count().ShouldBe(10);
        activities.ShouldAllBe(activity => DataFiles.Catalogue.Find((string)activity["service"]!) != null);
        Rows(Open("activities"), "groups").Sum(group => (int)group["members"]!).ShouldBe(58);
    }

    [Fact]
    public void History_OfFucheng_SumsTo13000PersonTimesAnd101SensitiveEvents()
    {
        var months = Rows(Open("history"), "months");

        months.Count.ShouldBe(53);
        months.Sum(month => (int)month["personTimes"]!).ShouldBe(13_000);
        months.Sum(month => (int)month["sensitiveEvents"]!).ShouldBe(101);
        ((string)months[0]["month"]!).ShouldBe("2019-01");
        ((string)months[^1]["month"]!).ShouldBe("2023-05");
    }

    [Fact]
    public void Roster_OfTheHotline_CoversAllWeekWithoutAGap()
    {
        var shifts = Rows(Open("roster"), "shifts");
        var crisis = Rows(Open("people"), "responders")
            .Where(person => (bool?)person["crisisQualified"] == true)
            .Select(person => (string)person["id"]!)
            .ToList();

        foreach (var day in Enum.GetNames<DayOfWeek>())
        {
            var spans = shifts.Where(shift => (string)shift["day"]! == day).Select(shift => ((string)shift["from"]!, (string)shift["to"]!));
            spans.Order().ShouldBe([("00:00", "08:00"), ("08:00", "16:00"), ("16:00", "24:00")]);
        }

        shifts.ShouldAllBe(shift => (string)shift["primary"]! != (string)shift["secondary"]!);
        shifts.ShouldAllBe(shift => crisis.Contains((string)shift["primary"]!) || crisis.Contains((string)shift["secondary"]!));
    }

    [Fact]
    public void Partners_OfEveryStation_HoldAnEmergencyLink()
    {
        var linked = Rows(Open("partners"), "partners").Where(partner => (bool)partner["emergencyLinked"]!).ToList();

        foreach (var station in new[] { "zhuoda", "fucheng" })
        {
            linked.ShouldContain(partner => partner["stations"]!.AsArray().Any(known => (string)known! == station), station);
        }
    }

    [Fact]
    public void EveryRow_CarriesItsMarker()
    {
        foreach (var name in Files)
        {
            foreach (var (list, rows) in Open(name).AsObject().Where(field => field.Value is JsonArray array && array[0] is JsonObject))
            {
                rows!.AsArray().ShouldAllBe(
                    row => new[] { "seed", "derived", "approx", "ext", "syn" }.Contains((string?)row!["marker"]), $"{name}.{list}");
            }
        }
    }

    [Fact]
    public void EveryPerson_InTheSet_IsSynthetic() =>
        Elders.Concat(Rows(Open("people"), "responders")).ShouldAllBe(person => (string)person["marker"]! == "syn");

    private static JsonNode Open(string name) => JsonNode.Parse(DataFiles.Text($"demo/{name}.json"))!;

    private static List<JsonNode> Rows(JsonNode file, string list) => [.. file[list]!.AsArray().Select(row => row!)];
}
