using Dispatch.Contracts;
using Dispatch.Contracts.Care;
using Dispatch.Contracts.Incidents;
using Dispatch.Contracts.Requests;
using Dispatch.Domain.Incidents;
using Dispatch.Domain.Levels;

namespace Dispatch.Domain.Tests.Incidents;

/// <summary>What the queue of an incident takes over from the case of a person.</summary>
public class PersonCaseTests
{
    [Theory]
    [InlineData(RiskLevel.General, LevelStep.Lowered)]
    [InlineData(RiskLevel.Serious, LevelStep.Confirmed)]
    [InlineData(RiskLevel.HighRisk, LevelStep.Confirmed)]
    public void Decision_InTheCase_IsThatOfTheQueueOnceAndIsNotToldBack(RiskLevel to, LevelStep step)
    {
        var scene = Known(RiskLevel.Serious);

        scene.To(PersonCase.Hear(scene.Incident, Says(to, 2, Decided(scene, to, 2))));

        var person = scene.Incident.People[0];
        Assert.True(person is { Level.Provisional: false, IsOwed: false });
        Assert.Equal((to, step, Role.Counsellor, "c1"), (person.Level.Level, person.Level.Changes[^1].Step, person.Level.Changes[^1].Role, person.Level.Changes[^1].By));
        Assert.Same(scene.Incident, PersonCase.Hear(scene.Incident, Says(to, 2, Decided(scene, to, 2))));
        Assert.Same(scene.Incident, PersonCase.Hear(scene.Incident, Says(RiskLevel.HighRisk, 1, null)));
    }

    [Fact]
    public void Decision_FollowedByARaiseInTheCase_IsKeptWithTheRaise()
    {
        var scene = Known(RiskLevel.HighRisk);

        scene.To(PersonCase.Hear(scene.Incident, Says(RiskLevel.Serious, 3, Decided(scene, RiskLevel.General, 2))));

        Assert.True(scene.Incident.People[0].Level is { Level: RiskLevel.Serious, Provisional: true, Confirmed: RiskLevel.General });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Decision_ThatDidNotSeeARaiseOfTheQueue_DoesNotStandAboveIt(bool told)
    {
        var scene = Known(RiskLevel.Serious);
        var decided = Decided(scene, RiskLevel.General, 2);
        scene.After(5).To(PersonRules.Raise(scene.Incident, new RaisePerson(IncidentScene.Of(Role.Coordinator), 1, RiskLevel.HighRisk, "爬上了窗台"), scene.Now));
        if (told)
        {
            scene.To(PersonRequests.Told(scene.Incident, 1, RiskLevel.HighRisk, 2));
        }

        scene.To(PersonCase.Hear(scene.Incident, Says(RiskLevel.General, 2, decided)));

        var person = scene.Incident.People[0];
        Assert.Equal((RiskLevel.HighRisk, true, !told), (person.Level.Level, person.Level.Unanswered, person.OwesLevel));
        Assert.Equal("爬上了窗台", person.Level.Changes[^1].Reason);

        // The case heard of it and answers: both show one level, and nothing goes round in circles.
        scene.To(PersonRequests.Told(scene.Incident, 1, RiskLevel.HighRisk, person.Level.Version));
        scene.To(PersonCase.Hear(scene.Incident, Says(RiskLevel.HighRisk, 3, decided)));
        Assert.True(scene.Incident.People[0] is { Level.Level: RiskLevel.HighRisk, CaseLevel: RiskLevel.HighRisk, IsOwed: false });
    }

    [Fact]
    public void Queue_LoweredByItself_StaysSoAndNamesTheLevelOfTheCase()
    {
        var scene = Known(RiskLevel.HighRisk);
        var lower = new ConfirmPerson(IncidentScene.Of(Role.Counsellor, "c1"), 1, RiskLevel.General, "已平静", scene.Incident.People[0].Level.Version);
        scene.To(PersonRules.Confirm(scene.Incident, lower, PersonRulesTests.Counsellor(null), scene.Now));

        scene.To(PersonCase.Hear(scene.Incident, Says(RiskLevel.HighRisk, 2, null)));

        Assert.Equal(RiskLevel.General, scene.Incident.People[0].Level.Level);
        Assert.Equal(RiskLevel.HighRisk, Row(scene).CaseLevel);
        scene.To(PersonCase.Hear(scene.Incident, Says(RiskLevel.Serious, 3, Decided(scene, RiskLevel.Serious, 3))));
        Assert.Equal((RiskLevel.Serious, null), (Row(scene).Level.Level, Row(scene).CaseLevel));
    }

    [Fact]
    public void Raise_InTheCaseAlone_RaisesTheQueueAndIsNotToldBack()
    {
        var scene = Known(RiskLevel.General);

        scene.To(PersonCase.Hear(scene.Incident, Says(RiskLevel.Serious, 2, null)));

        Assert.True(scene.Incident.People[0] is { Level: { Level: RiskLevel.Serious, Provisional: true }, IsOwed: false });
    }

    [Fact]
    public void Word_OfACaseOfNobody_ChangesNothing()
    {
        var scene = Known(RiskLevel.Serious);

        Assert.Same(scene.Incident, PersonCase.Hear(scene.Incident, Says(RiskLevel.HighRisk, 2, null) with { RequestId = "r9" }));
    }

    /// <summary>One person whose request and case know the level.</summary>
    private static IncidentScene Known(RiskLevel level)
    {
        var scene = new IncidentScene().Enter(IncidentScene.Person(1, level, support: true)).After(10);
        scene.To(PersonRequests.Asked(scene.Incident, 1, level, 1, scene.Now));
        return scene.To(PersonCase.Hear(scene.Incident, Says(level, 1, null))).After(10);
    }

    private static CaseSays Says(RiskLevel level, long version, CaseDecision? decision) => new(IncidentScene.Id, "r1", level, version, decision);

    private static CaseDecision Decided(IncidentScene scene, RiskLevel to, long version) => new("c1", to, scene.Now, version);

    private static IncidentPersonRow Row(IncidentScene scene) =>
        IncidentViews.Of(scene.Incident, "zhuoda", 1, IncidentScene.Head, new IncidentMay(true, true, true)).People[0];
}
