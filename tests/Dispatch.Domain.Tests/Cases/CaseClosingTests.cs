using Dispatch.Contracts;
using Dispatch.Contracts.Care;
using Dispatch.Domain.Cases;
using Dispatch.Domain.Tests.FollowUps;
using Shouldly;

namespace Dispatch.Domain.Tests.Cases;

/// <summary>No case closes without the signatures of its level.</summary>
public sealed class CaseClosingTests
{
    [Theory]
    [InlineData(RiskLevel.General)]
    [InlineData(RiskLevel.Serious)]
    [InlineData(RiskLevel.HighRisk)]
    public void Close_ByVolunteerCoordinatorResidentOrAdministrator_IsRefusedAtEveryLevel(RiskLevel level)
    {
        foreach (var role in new[] { Role.Volunteer, Role.Coordinator, Role.Resident, Role.Admin })
        {
            var scene = Ready(level);
            scene.TryClose(CaseScene.Of(role)).Refused!.Code.ShouldBe(RefusalCode.AccessDenied);
            scene.TryHandle(CaseScene.Of(role)).Refused!.Code.ShouldBe(RefusalCode.AccessDenied);
        }
    }

    [Fact]
    public void General_IsClosedByItsHandler_AndByNobodyElse()
    {
        var scene = Ready(RiskLevel.General);
        scene.TryClose(CaseScene.Second).Refused!.Code.ShouldBe(RefusalCode.AccessDenied);
        scene.TryClose(CaseScene.Head).Refused!.Code.ShouldBe(RefusalCode.AccessDenied);

        scene.To(scene.TryClose(CaseScene.Owner));

        scene.Case.State.ShouldBe(CaseState.Closed);
        scene.Case.FollowUps.Complete.ShouldBeFalse("what was promised goes on");
        CaseReminders.NextAt(scene.Case).ShouldNotBeNull();
    }

    [Fact]
    public void Serious_NeedsASecondLicensedCounsellor()
    {
        var scene = Ready(RiskLevel.Serious);
        scene.TryClose(CaseScene.Second).Refused!.Code.ShouldBe(RefusalCode.CaseSignature);
        scene.To(scene.TryHandle(CaseScene.Owner));

        scene.TryClose(CaseScene.Owner).Refused!.Code.ShouldBe(RefusalCode.CaseSamePerson);
        scene.TryClose(CaseScene.Head).Refused!.Code.ShouldBe(RefusalCode.AccessDenied);
        scene.TryClose(FollowUpScene.Counsellor("c.second", scene.Now)).Refused!.Code.ShouldBe(RefusalCode.LicenceLapsed);
        scene.TryClose(CaseScene.Stranger).Refused!.Code.ShouldBe(RefusalCode.AccessStation);
        scene.To(scene.TryClose(CaseScene.Second));
    }

    [Fact]
    public void HighRisk_NeedsThePlanTheReassessmentAndTheHead()
    {
        var scene = Ready(RiskLevel.HighRisk);
        scene.TryClose(CaseScene.Head).Refused!.Code.ShouldBe(RefusalCode.CasePlanOpen);
        scene.TryHandle(CaseScene.Owner).Refused!.Code.ShouldBe(RefusalCode.CaseStep);
        scene.FollowAll();
        scene.TryClose(CaseScene.Head).Refused!.Code.ShouldBe(RefusalCode.CaseSignature);
        scene.To(scene.TryHandle(CaseScene.Owner));
        scene.TryClose(CaseScene.Head).Refused!.Code.ShouldBe(RefusalCode.CaseSignature);

        scene.Wait(1);
        scene.TryReassess(CaseScene.Owner).Refused!.Code.ShouldBe(RefusalCode.CaseSamePerson);
        scene.To(scene.TryReassess(CaseScene.Second));
        scene.TryClose(CaseScene.Second).Refused!.Code.ShouldBe(RefusalCode.AccessDenied);
        scene.TryClose(CaseScene.Owner).Refused!.Code.ShouldBe(RefusalCode.AccessDenied);
        scene.TryClose(new CareWorker(new Actor("other", Role.StationHead, "zhuoda"))).Refused!.Code.ShouldBe(RefusalCode.AccessStation);
        scene.To(scene.TryClose(CaseScene.Head));
        scene.Case.State.ShouldBe(CaseState.Closed);
    }

    [Fact]
    public void HighRisk_FoundUnstableAtTheEnd_IsOpenAgain()
    {
        var scene = Ready(RiskLevel.HighRisk);
        scene.FollowAll();
        scene.To(scene.TryHandle(CaseScene.Owner));
        scene.To(scene.TryReassess(CaseScene.Second, stable: false));

        scene.Case.State.ShouldBe(CaseState.Open);
        scene.TryClose(CaseScene.Head).Refused!.Code.ShouldBe(RefusalCode.CaseSignature);
    }

    [Fact]
    public void Lowering_ByTheHandlerAlone_OpensNoShorterWayOut()
    {
        var scene = Ready(RiskLevel.HighRisk);
        scene.Wait(1);
        scene.Confirm(RiskLevel.General);

        scene.Case.Level.Level.ShouldBe(RiskLevel.General);
        scene.Case.Bar.ShouldBe(RiskLevel.HighRisk);
        scene.TryClose(CaseScene.Owner).Refused!.Code.ShouldBe(RefusalCode.AccessDenied);
    }

    [Fact]
    public void Close_WhileTheLevelIsUnconfirmedOrAReferralWaits_IsRefused()
    {
        var scene = new CaseScene(RiskLevel.General, confirmed: false);
        scene.Contact();
        scene.TryClose(CaseScene.Owner).Refused!.Code.ShouldBe(RefusalCode.CaseStep);
        scene.Confirm(RiskLevel.General);
        scene.TryClose(CaseScene.Owner, " ").Refused!.Code.ShouldBe(RefusalCode.ReasonRequired);
        scene.To(ReferralRules.Refer(scene.Case, new ReferCase(CaseScene.Owner, "hospital", "Needs a doctor.", true), ["hospital"], CaseScene.Pathway, scene.Now));
        scene.TryClose(CaseScene.Owner).Refused!.Detail.ShouldContain("ReferralSettled");
    }

    [Fact]
    public void Raise_AfterTheHandlersWord_TakesItBack()
    {
        var scene = Ready(RiskLevel.Serious);
        scene.To(scene.TryHandle(CaseScene.Owner));
        scene.Wait(1);

        scene.Raise(RiskLevel.HighRisk);

        scene.Case.State.ShouldBe(CaseState.Open);
        scene.TryClose(CaseScene.Second).Refused!.Code.ShouldBe(RefusalCode.AccessDenied);
    }

    [Fact]
    public void Raise_OnAClosedCase_OpensItAgainWithItsHistory()
    {
        var scene = Ready(RiskLevel.General);
        scene.To(scene.TryClose(CaseScene.Owner));
        var (events, clocks) = (scene.Case.History.Length, scene.Case.FollowUps.Clocks.Length);
        scene.Wait(1);

        scene.Raise(RiskLevel.HighRisk);

        scene.Case.State.ShouldBe(CaseState.Open);
        scene.Case.Opening.ShouldBe(2);
        scene.Case.History.Length.ShouldBeGreaterThan(events);
        scene.Case.FollowUps.Clocks.Length.ShouldBeGreaterThan(clocks);
        scene.Case.FollowUps.Clocks[^1].Level.ShouldBe(RiskLevel.HighRisk);
        scene.TryClose(CaseScene.Owner).Refused!.Code.ShouldBe(RefusalCode.AccessDenied);
    }

    [Fact]
    public void Reopen_OfAClosedCase_IsOneActAndKeepsAll()
    {
        var scene = Ready(RiskLevel.General);
        scene.To(scene.TryClose(CaseScene.Owner));
        scene.Wait(1);
        CaseOpening.Reopen(scene.Case, new ReopenCase(CaseScene.Of(Role.Coordinator)), FollowUpScene.Plans, scene.Now).Refused!.Code.ShouldBe(RefusalCode.AccessDenied);

        scene.To(CaseOpening.Reopen(scene.Case, new ReopenCase(CaseScene.Head), FollowUpScene.Plans, scene.Now));

        scene.Case.Contacts.Length.ShouldBe(1);
        scene.Case.Step.Step.ShouldBe(CareStep.Assess);
        scene.TryClose(CaseScene.Owner).Refused!.Code.ShouldBe(RefusalCode.CaseStep, "the level is confirmed anew");
    }

    private static CaseScene Ready(RiskLevel level)
    {
        var scene = new CaseScene(level);
        scene.Contact(voice: true);
        scene.Note();
        scene.To(ReferralRules.Keep(scene.Case, new KeepCase(CaseScene.Owner, "No unit fits better."), scene.Now));
        scene.To(scene.TryReassess(CaseScene.Second));
        scene.To(scene.TryGo(CareStep.FollowUp));
        return scene;
    }
}
