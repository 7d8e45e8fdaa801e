using Dispatch.Contracts;
using Dispatch.Contracts.Matching;
using Dispatch.Contracts.Responders;
using Dispatch.Contracts.Stations;
using Dispatch.Domain.Matching;
using Shouldly;

namespace Dispatch.Domain.Tests.Matching;

public sealed class ScoreTests
{
    [Theory]
    [InlineData(TravelMode.Walk, 16.25)] // 1,000 m x 1.3 at 4.8 km/h
    [InlineData(TravelMode.EBike, 5.2)]
    [InlineData(TravelMode.Car, 3.12)]
    public void Travel_AKilometre_TakesTheModesTime(TravelMode mode, double minutes) =>
        TravelTime.Minutes(1_000, mode, ScoreWeights.Default).ShouldBe(minutes, 1e-9);

    [Fact]
    public void Travel_SpeedOfZero_IsSlowButFinite() =>
        TravelTime.Minutes(1_000, TravelMode.Car, ScoreWeights.Default with { CarKmh = 0 }).ShouldBeLessThan(1_000);

    [Fact]
    public void Score_EveryTerm_HasItsCodeValueAndPoints()
    {
        var card = Someone.Volunteer with
        {
            Position = Someone.Station.North(1_000), LastCallAt = Someone.Now.AddHours(-6), Load = 1, Calls = 6, Accepts = 3, NoShows = 1,
        };
        var ranked = Only(card, Someone.Request with { Continuity = ["v-1"], Team = "t-1" });
        ranked.Why.Select(factor => $"{factor.Code} {factor.Value:0.###} {factor.Points:0.###}").ShouldBe(
        [
            "travel 16.25 -16.25", "continuity 1 8", "fairness 6 1.5", "load 1 -6", "team 1 3", "reliability 0.75 3.75", "acceptance 0.44 4.4", "station 1 4",
            "presence 1 12",
        ]);
        ranked.Score.ShouldBe(ranked.Why.Sum(factor => factor.Points), 1e-9);
        ranked.DistanceMetres.ShouldBe(1_000);
        ranked.TravelMinutes.ShouldBe(17);
    }

    [Fact]
    public void Score_NobodyKnownNorOwn_GivesNoPointsForIt()
    {
        var ranked = Only(Someone.Volunteer, Someone.Request with { Stations = ["fucheng", "zhuoda"], Team = "t-2" });
        ranked.Why.Where(factor => factor.Points == 0).Select(factor => factor.Code).ShouldBe(["travel", "continuity", "load", "team", "station"]);
    }

    [Fact]
    public void Station_OfALender_IsNotTheRequestsOwn()
    {
        var asked = Someone.Request with { Remote = true };
        Only(Someone.Volunteer, asked with { OwnStation = "fucheng" }).Why.Single(factor => factor.Code == "station").Points.ShouldBe(0);
        Only(Someone.Volunteer, asked with { OwnStation = "zhuoda" }).Why.Single(factor => factor.Code == "station").Points.ShouldBe(4);
    }

    [Fact]
    public void Presence_OnDutyByHand_ComesBeforeTheCalendar()
    {
        var open = (Someone.Volunteer with { OnDutySince = null }).With(p => p with { Calendar = new([new(DayOfWeek.Wednesday, 0, 1_440)], [], []) });
        Only(open, Someone.Request).Why.Single(factor => factor.Code == "presence").Points.ShouldBe(0);
        Only(Someone.Volunteer, Someone.Request).Score.ShouldBe(Only(open, Someone.Request).Score + 12, 1e-9);
    }

    [Fact]
    public void Remote_DistanceDoesNotCount_NamesNoTravel()
    {
        var ranked = Only(Someone.Volunteer with { Position = new(22.7, 114) }, Someone.Request with { Remote = true });
        ranked.Why.ShouldNotContain(factor => factor.Code == "travel");
        ranked.DistanceMetres.ShouldBeNull();
        ranked.TravelMinutes.ShouldBeNull();
    }

    [Theory]
    [InlineData(-5.0, 0)]
    [InlineData(0.0, 0)]
    [InlineData(23.5, 23.5)]
    [InlineData(99.0, 24)]
    [InlineData(null, 24)]
    public void Fairness_HoursSinceTheLastCall_EndAtADay(double? hours, double value)
    {
        var ranked = Only(Someone.Volunteer with { LastCallAt = hours is { } h ? Someone.Now.AddHours(-h) : null }, Someone.Request);
        ranked.Why.Single(factor => factor.Code == "fairness").Value.ShouldBe(value, 1e-9);
    }

    private static Ranked Only(ResponderCard card, MatchQuery query)
    {
        var index = new ZoneIndex("z36:219");
        index.Place(card);
        return index.Rank(query, 1, Someone.Now).ShouldHaveSingleItem();
    }
}
