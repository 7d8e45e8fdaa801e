using System.Globalization;
using System.Text.Json;
using Dispatch.Contracts;
using Dispatch.Contracts.Responders;
using Dispatch.Domain.Catalogue;
using Dispatch.Domain.Demo;
using Shouldly;

namespace Dispatch.Domain.Tests.Demo;

public sealed class DemoDataTests
{
    private static readonly DemoTexts Texts =
        new(DataFiles.Text("demo/areas.json"), DataFiles.Text("demo/stations.json"), DataFiles.Text("demo/people.json"));

    private static readonly DemoData Set = DemoData.Parse(Texts, DataFiles.Catalogue);

    [Fact]
    public void Stations_OnlyThoseWithACircle_TakeRequests() => Set.Stations.Select(station => station.Id).ShouldBe(["zhuoda", "fucheng"]);

    [Fact]
    public void Stations_EveryAreaCentre_LiesInItsCircle()
    {
        foreach (var station in Set.Stations)
        {
            station.Areas.ShouldNotBeEmpty();
            station.Areas.ShouldAllBe(area => Metres(station.Centre, area.Centre) <= station.RadiusMetres);
        }
    }

    [Fact]
    public void Zhuoda_WithoutCounsellors_BorrowsThemFromFucheng()
    {
        var zhuoda = Set.Stations.Single(station => station.Id == "zhuoda");

        Set.Responders.ShouldNotContain(person => person.StationId == "zhuoda" && person.Kind == ResponderKind.Counsellor);
        zhuoda.BorrowsCounsellorsFrom.ShouldBe(["fucheng"]);
    }

    [Theory]
    [InlineData("zhuoda")]
    [InlineData("fucheng")]
    public void Volunteers_OfEachStation_AreSixtyWithOneInTenTrained(string station)
    {
        var volunteers = Volunteers(station);

        volunteers.Select(person => person.Id).ShouldBe(Enumerable.Range(1, 60).Select(number => $"volunteer{number}.{station}"));
        volunteers.Count(person => person.Trained).ShouldBe(6);
        volunteers.ShouldAllBe(person => person.Capacity == 1);
    }

    [Fact]
    public void Volunteers_OfZhuoda_StandInFourTeamsOfFifteen() =>
        Volunteers("zhuoda").GroupBy(person => person.Team).Select(team => (team.Key, team.Count()))
            .ShouldBe([("zhuoda-a", 15), ("zhuoda-b", 15), ("zhuoda-c", 15), ("zhuoda-d", 15)]);

    [Theory]
    [InlineData("zhuoda", "rights-protection")]
    [InlineData("zhuoda", "elder-care")]
    [InlineData("fucheng", "psychological-support")]
    public void TrainedVolunteers_HoldWhatTheyWereTrainedIn_AndTheOthersDoNot(string station, string skill) =>
        Volunteers(station).ShouldAllBe(person => person.Trained == person.Skills.Any(held => held.Code == skill));

    [Fact]
    public void Counsellors_AreSixLicensed_AndAtLeastHalfQualifiedForCrises()
    {
        var counsellors = Set.Responders.Where(person => person.Kind == ResponderKind.Counsellor).ToList();

        counsellors.Select(person => person.Id).ShouldBe(Enumerable.Range(1, 6).Select(number => $"counsellor{number}.fucheng"));
        counsellors.ShouldAllBe(person => person.LicensedUntil != null && person.RemoteToo);
        counsellors.Count(person => person.CrisisQualified).ShouldBeGreaterThanOrEqualTo(3);
        counsellors.ShouldAllBe(person => person.CrisisQualified == person.Skills.Any(skill => skill.Code == "crisis-intervention"));
    }

    [Fact]
    public void Responders_InTheDemo_HaveHoursForPlannedTasksOnlyAndSpeakMandarin()
    {
        Set.Responders.ShouldAllBe(person => person.Calendar == Availability.None || person.Calendar.PlannedOnly);
        Set.Responders.ShouldAllBe(person => person.Languages.Contains("zh"));
        Set.Responders.ShouldAllBe(person => person.Quiet == new QuietHours(1_320, 420) && person.AlertsPerWeek == 30);
    }

    [Fact]
    public void Volunteers_LeftToVisitors_KeepNoCalendarAndTheOthersDo() => Set.Responders
        .Where(person => person.Kind == ResponderKind.Volunteer)
        .ShouldAllBe(person => person.Calendar.Weekly.IsEmpty == (Number(person.Id) <= 20));

    [Fact]
    public void Counsellors_TheirHours_AreTheirShiftsOfTheRoster()
    {
        using var roster = JsonDocument.Parse(DataFiles.Text("demo/roster.json"));
        var shifts = roster.RootElement.GetProperty("shifts").EnumerateArray().ToList();
        foreach (var person in Set.Responders.Where(person => person.Kind == ResponderKind.Counsellor))
        {
            var own = shifts.Where(shift => Is(shift, "primary", person.Id) || Is(shift, "secondary", person.Id));
            person.Calendar.Weekly.Select(hours => $"{hours.Day} {hours.FromMinute / 60:00}:00 {hours.ToMinute / 60:00}:00").Order()
                .ShouldBe(own.Select(shift => $"{shift.GetProperty("day")} {shift.GetProperty("from")} {shift.GetProperty("to")}").Order());
        }
    }

    [Fact]
    public void Responders_LiveInTheirStationsCircle() => Set.Responders.ShouldAllBe(person =>
        Metres(Set.Stations.Single(station => station.Id == person.StationId).Centre, person.Home) <= 8_000);

    [Theory]
    [InlineData("admin", Role.Admin, null)]
    [InlineData("head.zhuoda", Role.StationHead, "zhuoda")]
    [InlineData("coordinator.zhuoda", Role.Coordinator, "zhuoda")]
    [InlineData("coordinator2.zhuoda", Role.Coordinator, "zhuoda")]
    [InlineData("head.fucheng", Role.StationHead, "fucheng")]
    [InlineData("coordinator.fucheng", Role.Coordinator, "fucheng")]
    [InlineData("volunteer60.zhuoda", Role.Volunteer, "zhuoda")]
    [InlineData("counsellor6.fucheng", Role.Counsellor, "fucheng")]
    public void Accounts_OfTheDemo_HaveTheirRole(string name, Role role, string? station)
    {
        var account = Set.Accounts.Where(known => known.Name == name).ShouldHaveSingleItem();

        account.Role.ShouldBe(role);
        account.StationId.ShouldBe(station);
    }

    [Fact]
    public void Accounts_EveryResponder_CanSignIn() =>
        Set.Responders.Select(person => person.Id).Except(Set.Accounts.Select(account => account.Name)).ShouldBeEmpty();

    [Fact]
    public void EveryPlainService_HasAHelperAtSomeStation()
    {
        foreach (var service in DataFiles.Catalogue.Services.Where(service => !service.ReferralOnly))
        {
            Set.Responders.ShouldContain(person => service.Kinds.Contains(person.Kind)
                && (!service.TrainedOnly || person.Trained)
                && service.Skills.All(asked => person.Skills.Any(held => held.Code == asked.Code && held.Level >= asked.Level)), service.Code);
        }
    }

    [Theory]
    [InlineData("\"station\": \"zhuoda\", \"gender\"", "\"station\": \"nowhere\", \"gender\"", "responders[6].station: is no station with a service circle")]
    [InlineData("\"code\": \"household\"", "\"code\": \"juggling\"", "unknown skill 'juggling'")]
    [InlineData("\"languages\": [\"zh\", \"yue\"]", "\"languages\": [\"zh\", \"tlh\"]", "unknown language 'tlh'")]
    [InlineData("\"travelMode\": \"Walk\"", "\"travelMode\": \"Horse\"", "'Horse' is none of Walk, EBike, Car")]
    [InlineData("\"capacity\": 1,", "\"capacity\": 0,", "capacity: must be a whole number from 1 to 20")]
    [InlineData("\"id\": \"volunteer2.zhuoda\"", "\"id\": \"volunteer1.zhuoda\"", "'volunteer1.zhuoda' stands 2 times")]
    [InlineData("\"role\": \"StationHead\"", "\"role\": \"Coordinator\"", "'head.zhuoda' must be StationHead of 'zhuoda'")]
    [InlineData("\"crisisQualified\": true", "\"crisisQualified\": 1", "crisisQualified: must be true or false")]
    [InlineData("2037-01-01T00:00:00+08:00", "next year", "is no moment with an offset")]
    public void Parse_FaultyPerson_NamesThePath(string good, string bad, string fault)
    {
        var edited = Texts with { People = Texts.People.Replace(good, bad, StringComparison.Ordinal) };

        Should.Throw<DataFaultsException>(() => DemoData.Parse(edited, DataFiles.Catalogue)).Message.ShouldContain(fault);
    }

    [Theory]
    [InlineData("\"belongsTo\": \"zhuoda\"", "\"belongsTo\": \"elsewhere\"", "'elsewhere' is no station with a service circle")]
    [InlineData("\"area\": \"HI-SY-JY-ZD-ZDC\"", "\"area\": \"HI-X\"", "unknown area 'HI-X'")]
    [InlineData("\"radiusMetres\": 6000", "\"radiusMetres\": -1", "radiusMetres: must be a whole number from 100 to 50000")]
    public void Parse_FaultyStation_NamesThePath(string good, string bad, string fault)
    {
        var edited = Texts with { Stations = Texts.Stations.Replace(good, bad, StringComparison.Ordinal) };

        Should.Throw<DataFaultsException>(() => DemoData.Parse(edited, DataFiles.Catalogue)).Message.ShouldContain(fault);
    }

    private static int Number(string id) =>
        int.Parse(id.AsSpan("volunteer".Length, id.IndexOf('.', StringComparison.Ordinal) - "volunteer".Length), CultureInfo.InvariantCulture);

    private static bool Is(JsonElement shift, string field, string id) => shift.GetProperty(field).GetString() == id;

    private static List<ResponderProfile> Volunteers(string station) =>
        [.. Set.Responders.Where(person => person.StationId == station && person.Kind == ResponderKind.Volunteer)];

    private static double Metres(GeoPoint one, GeoPoint other)
    {
        var north = (one.Lat - other.Lat) * 111_195;
        var east = (one.Lon - other.Lon) * 111_195 * Math.Cos(one.Lat * Math.PI / 180);
        return Math.Sqrt((north * north) + (east * east));
    }
}
