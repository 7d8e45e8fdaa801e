using Dispatch.Contracts;
using Dispatch.Contracts.Incidents;
using Dispatch.Contracts.Responders;
using Dispatch.Domain.Incidents;
using Dispatch.Domain.Requests;

namespace Dispatch.Domain.Tests.Incidents;

public class PersonRulesTests
{
    [Fact]
    public void Person_TakenInTwiceUnderOneKey_IsOneAndAnotherUnderItIsRefused()
    {
        var scene = new IncidentScene().Enter(IncidentScene.Person(1));
        Assert.Same(scene.Incident, PersonRules.Enter(scene.Incident, IncidentScene.Person(1), DataFiles.Cues, scene.Now).Next);
        var other = PersonRules.Enter(scene.Incident, IncidentScene.Person(1) with { BodyDigest = "other" }, DataFiles.Cues, scene.Now);
        Assert.Equal(RefusalCode.IdempotencyKeyReused, other.Refused?.Code);
    }

    [Fact]
    public void People_BeyondTheBound_AreRefused()
    {
        var scene = new IncidentScene();
        var full = Enumerable.Range(1, Incident.PeopleMost).Aggregate(
            scene.Incident, (held, key) => PersonRules.Enter(held, IncidentScene.Person(key), DataFiles.Cues, scene.Now).Next!);
        Assert.Equal(RefusalCode.IncidentFull, PersonRules.Enter(full, IncidentScene.Person(501), DataFiles.Cues, scene.Now).Refused?.Code);
        Assert.Same(full, PersonRules.Enter(full, IncidentScene.Person(500), DataFiles.Cues, scene.Now).Next);
    }

    [Theory]
    [InlineData("level")]
    [InlineData("ageBand")]
    [InlineData("alias")]
    [InlineData("words")]
    [InlineData("place")]
    public void Person_WithAWrongField_IsRefused(string field)
    {
        var good = IncidentScene.Person(1);
        var command = field switch
        {
            "level" => good with { Level = (RiskLevel)7 },
            "ageBand" => good with { AgeBand = "old" },
            "alias" => good with { Alias = new string('x', 61) },
            "words" => good with { Words = new string('x', 2_001) },
            _ => good with { Place = "\u202E" },
        };
        Assert.Equal(field, PersonRules.Enter(new IncidentScene().Incident, command, DataFiles.Cues, IncidentScene.Noon).Refused?.Field);
    }

    [Fact]
    public void WordsOfIntent_InWhatWasTakenDown_RaiseWhateverWasChosen()
    {
        var person = new IncidentScene().Enter(IncidentScene.Person(1, practical: true, words: "他说不想活了")).Incident.People.Single();
        Assert.Equal(RiskLevel.HighRisk, person.Level.Level);
        Assert.True(person is { OwesRequest: true, OwesTask: false });
    }

    [Theory]
    [InlineData(RiskLevel.General, true, false, false, true)]
    [InlineData(RiskLevel.General, true, true, true, true)]
    [InlineData(RiskLevel.General, false, false, false, false)]
    [InlineData(RiskLevel.Serious, true, false, true, false)]
    [InlineData(RiskLevel.HighRisk, true, true, true, false)]
    public void Person_OfALevelAndNeeds_OwesTheseRequests(RiskLevel level, bool practical, bool support, bool request, bool task)
    {
        var person = new IncidentScene().Enter(IncidentScene.Person(1, level, practical, support)).Incident.People.Single();
        Assert.Equal((request, task), (person.OwesRequest, person.OwesTask));
    }

    [Fact]
    public void Request_ForPracticalHelp_HoldsNothingOfThePerson()
    {
        var scene = new IncidentScene().Enter(IncidentScene.Person(1, practical: true, words: "腿脚不便") with { Place = "三号楼下", AgeBand = "70-79" });
        var command = PersonRequests.Practical(scene.Incident, "zhuoda", scene.Incident.People[0], IncidentScene.Settings);
        Assert.True(command.Draft is { Description: null, Alias: null, AgeBand: null, Contact: null, Address: "社区广场" });
        var intake = IntakeRules.Check(command, Requests.Scene.Catalogue, DataFiles.Cues, [Requests.Scene.Station], scene.Now).Value!;
        Assert.True(intake is { Triage.Level: RiskLevel.General, Need.Incident: IncidentScene.Id, Need.StationId: "zhuoda" });
    }

    [Theory]
    [InlineData(RiskLevel.General)]
    [InlineData(RiskLevel.Serious)]
    [InlineData(RiskLevel.HighRisk)]
    public void Request_ForSupport_IsForCounsellorsAloneAndOfTheLevelOfGroupTriage(RiskLevel level)
    {
        var scene = new IncidentScene().Enter(IncidentScene.Person(1, level, support: true));
        var command = PersonRequests.Support(scene.Incident, "zhuoda", scene.Incident.People[0], IncidentScene.Settings);
        var intake = IntakeRules.Check(command, Requests.Scene.Catalogue, DataFiles.Cues, [Requests.Scene.Station], scene.Now).Value!;
        Assert.Equal(level, intake.Triage.Level);
        Assert.Equal(ResponderKind.Counsellor, Assert.Single(Lanes.Kinds(intake.Service, level, counsellorStands: true)));
    }

    [Fact]
    public void Raise_OfAPersonWithBothRequests_TellsTheOneAndCallsTheOtherOff()
    {
        var scene = new IncidentScene().Enter(IncidentScene.Person(1, practical: true, support: true));
        scene.To(PersonRequests.TaskAsked(PersonRequests.Asked(scene.Incident, 1, RiskLevel.General, 1, scene.Now), 1));
        Assert.True(scene.Incident.People[0] is { IsOwed: false, Words: null });

        scene.To(PersonRules.Raise(scene.Incident, new RaisePerson(IncidentScene.Of(Role.Coordinator), 1, RiskLevel.Serious, "发抖，不说话"), scene.Now));
        Assert.True(scene.Incident.People[0] is { OwesLevel: true, OwesStop: true });
        scene.To(PersonRequests.TaskStopped(PersonRequests.Told(scene.Incident, 1, RiskLevel.Serious, 2), 1));
        Assert.False(scene.Incident.People[0].IsOwed);
    }

    [Theory]
    [InlineData(Role.Coordinator)]
    [InlineData(Role.StationHead)]
    [InlineData(Role.Volunteer)]
    [InlineData(Role.Admin)]
    public void Level_ByAnybodyButALicensedCounsellor_IsNeitherLoweredNorConfirmed(Role role)
    {
        var scene = new IncidentScene().Enter(IncidentScene.Person(1, RiskLevel.Serious));
        var lower = new ConfirmPerson(IncidentScene.Of(role, "c1"), 1, RiskLevel.General, "平静", 1);
        Assert.Equal(RefusalCode.AccessDenied, PersonRules.Confirm(scene.Incident, lower, Counsellor(null), scene.Now).Refused?.Code);
        Assert.Equal(RiskLevel.Serious, PersonRules.Raise(scene.Incident, new RaisePerson(lower.By, 1, RiskLevel.General, "平静"), scene.Now).Next!.People[0].Level.Level);
    }

    [Fact]
    public void Level_ByALicensedCounsellor_IsLoweredWithAReasonOnTheVersionSeen()
    {
        var scene = new IncidentScene().Enter(IncidentScene.Person(1, RiskLevel.HighRisk));
        var by = IncidentScene.Of(Role.Counsellor, "c1");
        var lower = new ConfirmPerson(by, 1, RiskLevel.General, "已平静，家属陪同", 1);
        Assert.Equal(RefusalCode.LicenceLapsed, PersonRules.Confirm(scene.Incident, lower, Counsellor(scene.Now), scene.Now).Refused?.Code);
        Assert.Equal(RefusalCode.ReasonRequired, PersonRules.Confirm(scene.Incident, lower with { Reason = "" }, Counsellor(null), scene.Now).Refused?.Code);
        Assert.Equal(RefusalCode.LevelChanged, PersonRules.Confirm(scene.Incident, lower with { IfVersion = 0 }, Counsellor(null), scene.Now).Refused?.Code);
        scene.To(PersonRules.Confirm(scene.Incident, lower, Counsellor(null), scene.Now));
        Assert.True(scene.Incident.People[0].Level is { Level: RiskLevel.General, Provisional: false });
    }

    [Fact]
    public void News_OfARequestThatRose_RaisesThePersonAndOwesNothingMore()
    {
        var scene = new IncidentScene().Enter(IncidentScene.Person(1, support: true));
        scene.To(PersonRequests.Asked(scene.Incident, 1, RiskLevel.General, 1, scene.Now));
        scene.To(PersonRules.Hear(scene.Incident, new IncidentNews(IncidentScene.Id, "r1", RiskLevel.HighRisk, false), scene.Now));
        Assert.True(scene.Incident.People[0] is { Level.Level: RiskLevel.HighRisk, IsOwed: false });
        Assert.Same(scene.Incident, PersonRules.Hear(scene.Incident, new IncidentNews(IncidentScene.Id, "r1", RiskLevel.HighRisk, false), scene.Now));
        Assert.Null(PersonRules.Hear(scene.Incident, new IncidentNews(IncidentScene.Id, "r1", RiskLevel.HighRisk, true), scene.Now).People[0].Alias);
    }

    [Fact]
    public void Erasure_OfAPersonWithoutAName_TakesTheWordsAndIsHeardOnce()
    {
        var scene = new IncidentScene().Enter(IncidentScene.Person(1, support: true, words: "说话很少") with { Alias = null, Place = "三号楼下", AgeBand = null });
        var erased = new IncidentNews(IncidentScene.Id, "r1", RiskLevel.General, true);
        scene.To(PersonRules.Hear(scene.Incident, erased, scene.Now));

        Assert.True(scene.Incident.People[0] is { Words: null, Place: null, BodyDigest: "" });
        Assert.Same(scene.Incident, PersonRules.Hear(scene.Incident, erased, scene.Now));
    }

    [Fact]
    public void Danger_AfterACounsellorLoweredThePerson_IsToldOnceMore()
    {
        var scene = new IncidentScene().Enter(IncidentScene.Person(1, RiskLevel.HighRisk));
        scene.To(PersonRequests.Asked(scene.Incident, 1, RiskLevel.HighRisk, 1, scene.Now));
        scene.To(PersonRules.Confirm(scene.Incident, new ConfirmPerson(IncidentScene.Of(Role.Counsellor, "c1"), 1, RiskLevel.General, "已平静", 1), Counsellor(null), scene.Now));
        Assert.False(scene.Incident.People[0].IsOwed);

        scene.To(PersonRules.Raise(scene.Incident, new RaisePerson(IncidentScene.Of(Role.Coordinator), 1, RiskLevel.HighRisk, "又要往楼上去"), scene.Now));

        Assert.Equal(RiskLevel.HighRisk, scene.Incident.People[0].Untold?.To);
        scene.To(PersonRequests.Told(scene.Incident, 1, RiskLevel.HighRisk, 3));
        Assert.False(scene.Incident.People[0].IsOwed);
    }

    [Fact]
    public void Danger_SpokenOfAgainAtHighRisk_IsTold()
    {
        var scene = new IncidentScene().Enter(IncidentScene.Person(1, RiskLevel.HighRisk));
        scene.To(PersonRequests.Asked(scene.Incident, 1, RiskLevel.HighRisk, 1, scene.Now));

        scene.To(PersonRules.Raise(scene.Incident, new RaisePerson(IncidentScene.Of(Role.Coordinator), 1, RiskLevel.HighRisk, "爬上了窗台"), scene.Now));

        Assert.True(scene.Incident.People[0].OwesLevel);
    }

    [Fact]
    public void News_RepeatedAfterACounsellorLoweredThePerson_RaisesNobodyAndSendsNoVolunteer()
    {
        var scene = new IncidentScene().Enter(IncidentScene.Person(1, RiskLevel.HighRisk, practical: true));
        scene.To(PersonRequests.Asked(scene.Incident, 1, RiskLevel.HighRisk, 1, scene.Now));
        scene.To(PersonRules.Confirm(scene.Incident, new ConfirmPerson(IncidentScene.Of(Role.Counsellor, "c1"), 1, RiskLevel.General, "已平静", 1), Counsellor(null), scene.Now));
        Assert.False(scene.Incident.People[0].OwesTask);

        Assert.Same(scene.Incident, PersonRules.Hear(scene.Incident, new IncidentNews(IncidentScene.Id, "r1", RiskLevel.HighRisk, false), scene.Now));
        scene.To(PersonRules.Hear(scene.Incident, new IncidentNews(IncidentScene.Id, "r1", RiskLevel.General, false), scene.Now));
        Assert.True(scene.Incident.People[0].OwesTask);
        scene.To(PersonRules.Hear(scene.Incident, new IncidentNews(IncidentScene.Id, "r1", RiskLevel.HighRisk, false), scene.Now));
        Assert.True(scene.Incident.People[0] is { Level.Level: RiskLevel.HighRisk, OwesTask: false });
    }

    [Fact]
    public void News_OfATaskThatNobodyKnewOf_LetsARaiseCallItOff()
    {
        var scene = new IncidentScene().Enter(IncidentScene.Person(1, practical: true));
        scene.To(PersonRules.Raise(scene.Incident, new RaisePerson(IncidentScene.Of(Role.Coordinator), 1, RiskLevel.HighRisk, "要跳楼"), scene.Now));

        scene.To(PersonRules.Hear(scene.Incident, new IncidentNews(IncidentScene.Id, "t1", RiskLevel.General, false), scene.Now));

        Assert.True(scene.Incident.People[0].OwesStop);
    }

    [Fact]
    public void Queue_OfTheIncident_IsByUrgencyAndNamesNobodyAboveGeneralToTheCoordinator()
    {
        var scene = new IncidentScene().Enter(IncidentScene.Person(1)).After(1).Enter(IncidentScene.Person(2, RiskLevel.Serious)).After(1)
            .Enter(IncidentScene.Person(3, RiskLevel.HighRisk)).After(1).Enter(IncidentScene.Person(4, RiskLevel.Serious));
        var may = new IncidentMay(true, false, false);
        var seen = IncidentViews.Of(scene.Incident, "zhuoda", 1, IncidentScene.Of(Role.Coordinator), may);
        Assert.Equal([3, 2, 4, 1], seen.People.Select(each => each.Number));
        Assert.Equal([null, null, null, "化名1"], seen.People.Select(each => each.Alias));
        Assert.All(IncidentViews.Of(scene.Incident, "zhuoda", 1, IncidentScene.Head, may).People, each => Assert.NotNull(each.Alias));
    }

    internal static ResponderProfile Counsellor(DateTimeOffset? until) => new(
        "c1", ResponderKind.Counsellor, "zhuoda", "Demo c1", [], ["zh"], Gender.Any, true, until, true, Requests.Scene.Home, TravelMode.Car, true, 3, null,
        Availability.None, null, 0, "Asia/Shanghai", []);
}
