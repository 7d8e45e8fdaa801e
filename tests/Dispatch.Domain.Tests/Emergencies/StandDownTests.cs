using Dispatch.Contracts;
using Dispatch.Contracts.Emergencies;
using Dispatch.Contracts.Responders;
using Dispatch.Domain.Emergencies;
using Dispatch.Domain.Responders;
using Shouldly;
using static Dispatch.Contracts.Emergencies.PageStep;
using static Dispatch.Domain.Tests.Emergencies.EmergencyScene;

namespace Dispatch.Domain.Tests.Emergencies;

public sealed class StandDownTests
{
    [Theory]
    [InlineData(Role.StationHead, false, null)]
    [InlineData(Role.Counsellor, true, null)]
    [InlineData(Role.Counsellor, false, RefusalCode.EmergencyNotQualified)]
    [InlineData(Role.Coordinator, false, RefusalCode.EmergencyNotQualified)]
    public void StandDown_ByARole_IsForTheHeadOrACrisisQualifiedCounsellor(Role role, bool qualified, RefusalCode? refused)
    {
        var command = new StandDown(new Actor("somebody", role, Station.Id), Outcome.NoDanger, "已确认平安");

        LeadRules.StandDown(new EmergencyScene().Held, command, qualified, Times, Noon).Refused?.Code.ShouldBe(refused!.Value);
        (LeadRules.StandDown(new EmergencyScene().Held, command, qualified, Times, Noon).Next is null).ShouldBe(refused is not null);
    }

    [Fact]
    public void StandDown_WithoutAReason_IsRefused() =>
        LeadRules.StandDown(new EmergencyScene().Held, new StandDown(Of(Head), Outcome.NoDanger, " "), false, Times, Noon)
            .Refused!.Code.ShouldBe(RefusalCode.ReasonRequired);

    [Fact]
    public void StandDown_AfterTwoWent_LeavesDebriefsPointsAndTheCheckInsOfWhoIsStillOut()
    {
        var scene = new EmergencyScene().Say("c1", Arrived).Say("c3", OnTheWay, Back).StandDown();

        scene.Row("c1").ShouldSatisfyAllConditions(
            row => row.Points.ShouldBe(Times.PointsArrived), row => row.DebriefBy.ShouldBe(scene.Now + Times.Debrief), row => row.CheckInBy.ShouldNotBeNull());
        scene.Row("c3").Points.ShouldBe(Times.PointsOnTheWay);
        scene.Row("lead").DebriefBy.ShouldBeNull();
        scene.Page("lead").IsOver.ShouldBeTrue();
        scene.Page("c1").IsOver.ShouldBeFalse();

        // The one who is out is still looked after.
        scene.After(Times.Arrived).Page(Head).Alarms.ShouldContain(each => each.Reason == PageReason.CheckInMissed && each.About == "c1");
        scene.Say("c1", Back).Page(Head).Alarms.ShouldBeEmpty();
    }

    [Fact]
    public void Debrief_NotHeldWithinTheHour_AlarmsUntilItIs()
    {
        var scene = new EmergencyScene().Say("c1", Arrived, Back).StandDown().After(Times.Debrief);
        scene.Page(Head).Alarms.ShouldContain(each => each.Reason == PageReason.DebriefMissed && each.About == "c1");

        scene.Apply(PageStepRules.Debrief(scene.Held, new RecordDebrief(Of(Head), "c1", "c5"), scene.Now));
        scene.Page(Head).Alarms.ShouldBeEmpty();
        scene.Row("c1").OwesDebrief.ShouldBeFalse();
    }

    [Fact]
    public void Steps_AfterTheEnd_AreRefused_ButThoseOfComingBack()
    {
        var scene = new EmergencyScene().Say("c1", Arrived).StandDown();

        scene.Refused("c3", OnTheWay).Code.ShouldBe(RefusalCode.EmergencyState);
        scene.Refused("lead", Acknowledged).Code.ShouldBe(RefusalCode.EmergencyState);
        scene.Say("c1", CheckIn, Back).Row("c1").IsOut.ShouldBeFalse();
    }

    [Fact]
    public void Steps_Repeated_ChangeNothing()
    {
        var scene = new EmergencyScene().Say("c1", Delivered, Seen, Acknowledged, OnTheWay, Arrived);
        foreach (var step in new[] { Delivered, Seen, Acknowledged, OnTheWay, Arrived })
        {
            var held = scene.Held;
            scene.Say("c1", step).Held.ShouldBeSameAs(held, step.ToString());
        }

        var ended = scene.StandDown().Held;
        scene.StandDown().Held.ShouldBeSameAs(ended);
    }

    [Fact]
    public void Unit_ByItsPage_SeesThePlaceOnlyOnceItHasIt_AndNothingAfterTheEnd()
    {
        var digest = new string('a', 64);
        var scene = new EmergencyScene();
        scene.Apply(UnitRules.Link(scene.Held, new LinkUnit(Of(Head), "police-post", digest), Times, scene.Now));
        var place = new ScenePlace("dz", new GeoPoint(18.27, 109.52), "3栋2单元", "李", "13900001111");

        var unit = UnitRules.Holder(scene.Held, digest, scene.Now).ShouldNotBeNull();
        EmergencyViews.Unit(scene.Held, unit, Station, place).Place.ShouldBe(new ScenePlace("dz", null, null, null, null));
        scene.Apply(UnitRules.Take(scene.Held, "police-post", Acknowledged, "unit/police-post", scene.Now));
        unit = UnitRules.Holder(scene.Held, digest, scene.Now).ShouldNotBeNull();
        EmergencyViews.Unit(scene.Held, unit, Station, place).Place.ShouldBe(place);

        UnitRules.Holder(scene.Held, new string('b', 64), scene.Now).ShouldBeNull();
        UnitRules.Holder(scene.Held, "", scene.Now).ShouldBeNull();
        UnitRules.Holder(scene.Held, new string('-', 64), scene.Now).ShouldBeNull();
        UnitRules.Holder(scene.Held, digest, scene.Now + Times.UnitPage).ShouldBeNull();
        UnitRules.Holder(scene.StandDown().Held, digest, scene.Now).ShouldBeNull();
    }

    [Fact]
    public void Place_IsShown_OnlyToWhoeverHasItAndNotToTheExpert()
    {
        var scene = new EmergencyScene().Say("c1", Acknowledged).Say("expert", Acknowledged);

        EmergencyViews.SeesPlace(scene.Held, scene.Held.Find("c1")).ShouldBeTrue();
        EmergencyViews.SeesPlace(scene.Held, scene.Held.Find("c3")).ShouldBeFalse();
        EmergencyViews.SeesPlace(scene.Held, scene.Held.Find("expert")).ShouldBeFalse();
        EmergencyViews.SeesPlace(scene.Held, null).ShouldBeFalse();
        EmergencyViews.SeesPlace(scene.StandDown().Held, scene.Held.Find("c1")).ShouldBeFalse();
    }

    [Fact]
    public void Rest_AfterMuchWithinDays_IsLonger_AndIsCountedOncePerEmergency()
    {
        var held = DutyRules.Enrol(null, Responders.Person.Profile);
        var ended = Noon;
        Rest Of(string id, DateTimeOffset at) => new(id, at, 3, at + Times.CoolDown, Times.HeavyPoints, at - Times.HeavySpan, at + Times.Heavy);

        held = RestRules.Take(held, Of("e1", ended));
        held.CoolUntil.ShouldBe(ended + Times.CoolDown);
        RestRules.Take(held, Of("e1", ended)).ShouldBeSameAs(held);
        held = RestRules.Take(RestRules.Take(held, Of("e2", ended.AddDays(1))), Of("e3", ended.AddDays(2)));
        held.CoolUntil.ShouldBe(ended.AddDays(2) + Times.Heavy);
    }
}
