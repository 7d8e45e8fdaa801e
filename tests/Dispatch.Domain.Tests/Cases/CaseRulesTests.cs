using Dispatch.Contracts;
using Dispatch.Contracts.Care;
using Dispatch.Domain.Cases;
using Dispatch.Domain.Catalogue;
using Dispatch.Domain.Tests.FollowUps;
using Shouldly;

namespace Dispatch.Domain.Tests.Cases;

/// <summary>Steps, licences, referrals, hand-over, and who has a part in a case.</summary>
public sealed class CaseRulesTests
{
    private static readonly string Shipped = DataFiles.Text("care/steps.json");

    [Theory]
    [InlineData(Role.Volunteer)]
    [InlineData(Role.Coordinator)]
    [InlineData(Role.Resident)]
    [InlineData(Role.Admin)]
    public void EveryAct_ByARoleWithoutPartInCases_IsDenied(Role role)
    {
        var scene = new CaseScene(RiskLevel.General);

        foreach (var act in Enum.GetValues<CaseAct>())
        {
            CaseGate.Check(scene.Case, CaseScene.Of(role), act, scene.Now)!.Code.ShouldBe(RefusalCode.AccessDenied);
        }

        CaseViews.View(scene.Case, CaseScene.Of(role), CaseScene.Pathway, scene.Now).Refused!.Code.ShouldBe(RefusalCode.AccessDenied);
    }

    [Fact]
    public void EveryAct_ByTheOwnerWhoseLicenceEnded_IsRefusedSaveHandingOver()
    {
        var scene = new CaseScene(RiskLevel.Serious);
        var lapsed = FollowUpScene.Counsellor("c.owner", scene.Now);

        foreach (var act in Enum.GetValues<CaseAct>().Where(act => act != CaseAct.HandOver))
        {
            CaseGate.Check(scene.Case, lapsed, act, scene.Now)!.Code.ShouldBe(RefusalCode.LicenceLapsed, act.ToString());
        }

        CaseGate.ReadsNotes(scene.Case, lapsed, scene.Now).ShouldBeFalse();
        scene.To(CaseOpening.HandOver(scene.Case, new HandOverCase(lapsed, CaseScene.Second, CaseScene.Deputy, "My licence has ended."), scene.Now));
        scene.Case.Owner.ShouldBe("c.second");
        scene.Case.FollowUps.Clocks.Where(clock => clock.Left).ShouldAllBe(clock => clock.Owner == "c.second");
    }

    [Fact]
    public void HandOver_ToSomebodyWhoDoesNotFit_IsRefused()
    {
        var scene = new CaseScene(RiskLevel.HighRisk);
        RefusalCode? Give(CareWorker to, CareWorker? deputy = null, string reason = "I am away.") =>
            CaseOpening.HandOver(scene.Case, new HandOverCase(CaseScene.Owner, to, deputy ?? CaseScene.Owner, reason), scene.Now).Refused?.Code;

        Give(CaseScene.Second).ShouldBe(RefusalCode.ResponderIneligible);
        Give(FollowUpScene.Counsellor("c.old", scene.Now, crisis: true)).ShouldBe(RefusalCode.ResponderIneligible);
        Give(CaseScene.Of(Role.Volunteer)).ShouldBe(RefusalCode.ResponderIneligible);
        Give(CaseScene.Deputy, CaseScene.Deputy).ShouldBe(RefusalCode.CaseSamePerson);
        Give(CaseScene.Deputy, reason: "").ShouldBe(RefusalCode.ReasonRequired);
        Give(CaseScene.Deputy with { Profile = CaseScene.Deputy.Profile! with { Conflicts = ["case-1"] } }).ShouldBe(RefusalCode.ResponderIneligible);
        Give(CaseScene.Deputy).ShouldBeNull();
    }

    [Fact]
    public void Steps_AtHighRisk_AreNeverPassedOver()
    {
        var scene = new CaseScene(RiskLevel.HighRisk);
        scene.TryGo(CareStep.Assess, "In a hurry.").Refused!.Code.ShouldBe(RefusalCode.CaseStep);
        scene.Contact();
        scene.To(scene.TryGo(CareStep.Refer));
        scene.TryGo(CareStep.FollowUp, "In a hurry.").Refused!.Detail.ShouldContain("ReferralSettled, Stabilised");
    }

    [Fact]
    public void Steps_BelowHighRisk_ArePassedOverWithAReasonButNotTheConfirmedLevel()
    {
        var scene = new CaseScene(RiskLevel.General, confirmed: false);
        scene.Contact();
        scene.To(scene.TryGo(CareStep.Assess));
        scene.TryGo(CareStep.Refer, "In a hurry.").Refused!.Code.ShouldBe(RefusalCode.CaseStep);
        scene.Confirm(RiskLevel.General);
        scene.TryGo(CareStep.FollowUp).Refused!.Code.ShouldBe(RefusalCode.ReasonRequired);

        scene.To(scene.TryGo(CareStep.FollowUp, "Easing was enough."));

        scene.Case.Step.Reason.ShouldBe("Easing was enough.");
        scene.TryGo(CareStep.Ease).Refused!.Code.ShouldBe(RefusalCode.ReasonRequired);
    }

    [Fact]
    public void Stage_OfAHighRiskCase_IsDuringUntilAnotherCounsellorFindsItStable()
    {
        var scene = new CaseScene(RiskLevel.General);
        StepRules.Stage(scene.Case, CaseScene.Pathway).ShouldBe(CrisisStage.Before);
        scene.Note();
        scene.Wait(1);
        scene.Raise(RiskLevel.HighRisk);
        StepRules.Stage(scene.Case, CaseScene.Pathway).ShouldBe(CrisisStage.During);

        scene.Wait(1);
        scene.To(scene.TryReassess(CaseScene.Second));
        StepRules.Stage(scene.Case, CaseScene.Pathway).ShouldBe(CrisisStage.Before);
        scene.Confirm(RiskLevel.HighRisk);
        scene.Wait(1);
        scene.Raise(RiskLevel.HighRisk);
        StepRules.Stage(scene.Case, CaseScene.Pathway).ShouldBe(CrisisStage.During, "whoever speaks for danger again is answered by another look");
    }

    [Fact]
    public void Referral_WithoutTellingThePerson_IsForImminentDangerAtHighRiskAlone()
    {
        RefusalCode? Refer(RiskLevel level, bool told, bool danger, string unit = "police") =>
            ReferralRules.Refer(new CaseScene(level).Case, new ReferCase(CaseScene.Owner, unit, "Danger.", told, danger), ["police"], CaseScene.Pathway, CaseScene.Start)
                .Refused?.Code;

        Refer(RiskLevel.Serious, told: false, danger: true).ShouldBe(RefusalCode.ConsentRequired);
        Refer(RiskLevel.HighRisk, told: false, danger: false).ShouldBe(RefusalCode.ConsentRequired);
        Refer(RiskLevel.HighRisk, told: false, danger: true).ShouldBeNull();
        Refer(RiskLevel.General, told: true, danger: false).ShouldBeNull();
        Refer(RiskLevel.General, told: true, danger: false, unit: "unheard-of").ShouldBe(RefusalCode.UnitUnknown);
    }

    [Fact]
    public void Referral_ThatNobodyAnswers_ComesBackAndMayStillBeAccepted()
    {
        var scene = new CaseScene(RiskLevel.Serious);
        scene.To(ReferralRules.Refer(scene.Case, new ReferCase(CaseScene.Owner, "hospital", "Needs a doctor.", true), ["hospital"], CaseScene.Pathway, scene.Now));
        CaseReminders.NextAt(scene.Case).ShouldBe(scene.Now.AddHours(24));
        scene.Wait(24);

        var fired = CaseReminders.Fire(scene.Case, FollowUpScene.Plans, scene.Now).Next;
        fired.Referrals[0].State.ShouldBe(ReferralState.Returned);
        var unit = new Actor("unit", Role.Resident, null);
        ReferralRules.Answer(fired, new AnswerReferral("hospital", 1, false), unit, scene.Now).Refused!.Code.ShouldBe(RefusalCode.ReasonRequired);
        ReferralRules.Answer(fired, new AnswerReferral("police", 1, true), unit, scene.Now).Refused!.Code.ShouldBe(RefusalCode.EntryUnknown);
        var accepted = ReferralRules.Answer(fired, new AnswerReferral("hospital", 1, true), unit, scene.Now).Next.ShouldNotBeNull();
        accepted.Referrals[0].State.ShouldBe(ReferralState.Accepted);
        ReferralRules.Answer(accepted, new AnswerReferral("hospital", 1, false, "No bed."), unit, scene.Now).Refused!.Code.ShouldBe(RefusalCode.CaseState);
    }

    [Fact]
    public void Supervision_AskedByTheOwner_IsAnsweredByAnother()
    {
        var scene = new CaseScene(RiskLevel.Serious);
        scene.Note();
        scene.To(CaseWork.Ask(scene.Case, new AskSupervision(CaseScene.Owner, 1), scene.Now));
        CaseWork.Advise(scene.Case, new AdviseCase(CaseScene.Owner, 1, 1), scene.Now).Refused!.Code.ShouldBe(RefusalCode.CaseSamePerson);
        CaseWork.Advise(scene.Case, new AdviseCase(CaseScene.Second, 2, 1), scene.Now).Refused!.Code.ShouldBe(RefusalCode.EntryUnknown);

        scene.To(CaseWork.Advise(scene.Case, new AdviseCase(CaseScene.Second, 1, 1), scene.Now));

        scene.Case.Supervisions[0].AnsweredBy.ShouldBe("c.second");
    }

    [Fact]
    public void Notes_OfACase_AreReadByOwnerDeputyAndSupervisorAlone()
    {
        var scene = new CaseScene(RiskLevel.Serious);

        CareWorker[] all = [CaseScene.Owner, CaseScene.Deputy, CaseScene.Head, CaseScene.Second, CaseScene.Stranger, .. Enum.GetValues<Role>().Select(CaseScene.Of)];
        all.Where(worker => CaseGate.ReadsNotes(scene.Case, worker, scene.Now)).Select(worker => worker.By.Account)
            .ShouldBe(["c.owner", "c.deputy", "head"]);
    }

    [Fact]
    public void Lists_OfACase_AreBoundedButRaisingIsNeverRefused()
    {
        var scene = new CaseScene(RiskLevel.General);
        for (var count = 0; count < CaseLimits.Contacts; count++)
        {
            scene.Contact();
        }

        CaseWork.Contact(scene.Case, new RecordContact(CaseScene.Owner, ContactWay.Call), scene.Now).Refused!.Code.ShouldBe(RefusalCode.CaseFull);
        scene.Raise(RiskLevel.HighRisk);
        scene.Case.Level.Level.ShouldBe(RiskLevel.HighRisk);
    }

    [Fact]
    public void SideFile_OfAPetition_HoldsAReferenceAndTellsTheStateOfHelpAlone()
    {
        var by = new Actor("coordinator", Role.Coordinator, "fucheng");
        var file = SideRules.Open("side-1", SideKind.Petition, "XF-2037-12", by, CaseScene.Start).Next.ShouldNotBeNull();
        file = SideRules.Ask(file, "r-1", by, CaseScene.Start).Next.ShouldNotBeNull();
        file = SideRules.Tell(file, 1, SupportState.Accepted, CaseScene.Start).Next.ShouldNotBeNull();

        file.Supports.ShouldHaveSingleItem().State.ShouldBe(SupportState.Accepted);
        SideRules.Tell(file, 1, SupportState.Asked, CaseScene.Start).Refused!.Code.ShouldBe(RefusalCode.CaseState);
        SideRules.Open("side-2", SideKind.Petition, "He says that she", by, CaseScene.Start).Refused!.Code.ShouldBe(RefusalCode.InputInvalid);
        SideRules.Ask(file, "r-2", CaseScene.Owner.By, CaseScene.Start).Refused!.Code.ShouldBe(RefusalCode.AccessDenied);
        SideRules.Ask(SideRules.Settle(file, by, CaseScene.Start).Next!, "r-3", by, CaseScene.Start).Refused!.Code.ShouldBe(RefusalCode.CaseState);
    }

    [Theory]
    [InlineData("[\"LevelConfirmed\"]", "[\"ContactRecorded\"]", 22, "must hold 'LevelConfirmed'")]
    [InlineData("[\"PlanComplete\", \"VoiceRecorded\"]", "[\"VoiceRecorded\"]", 25, "must hold 'PlanComplete'")]
    [InlineData("\"code\": \"Refer\"", "\"code\": \"Ease\"", 20, "must be Ease, Assess, Refer, Intervene, FollowUp")]
    [InlineData("\"HighRisk\": 1}", "\"HighRisk\": 0}", 27, "must be a whole number from 1 to 720")]
    public void Parse_AnEditOfThePathwayThatIsUnsafe_IsRefusedWithItsLine(string from, string to, int line, string fault)
    {
        Shipped.ShouldContain(from);

        var refused = Should.Throw<DataFaultsException>(() => CarePathway.Parse(Shipped.Replace(from, to, StringComparison.Ordinal)));

        refused.Message.ShouldContain(fault);
        refused.Lines.ShouldContain(line);
    }

    [Fact]
    public void Parse_AStepUnderAnotherName_IsAllowed() =>
        CarePathway.Parse(Shipped.Replace("疏：心理疏导", "疏导", StringComparison.Ordinal)).Of(CareStep.Ease).Name.Zh.ShouldBe("疏导");
}
