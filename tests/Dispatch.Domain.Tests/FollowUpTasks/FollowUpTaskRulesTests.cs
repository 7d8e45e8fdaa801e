using System.Collections.Immutable;
using System.Text.Json;
using Dispatch.Contracts;
using Dispatch.Contracts.Care;
using Dispatch.Contracts.Emergencies;
using Dispatch.Contracts.FollowUpTasks;
using Dispatch.Contracts.Requests;
using Dispatch.Domain.FollowUpTasks;
using Dispatch.Domain.Requests;
using Shouldly;

namespace Dispatch.Domain.Tests.FollowUpTasks;

/// <summary>Who is sent where for a follow-up, and what becomes of it.</summary>
public sealed class FollowUpTaskRulesTests
{
    private const string Case = "r0123456789abcdefghjk";
    private static readonly DateTimeOffset Now = new(2036, 3, 3, 4, 0, 0, TimeSpan.Zero);
    private static readonly CareWorker Mei = new(new Actor("mei", Role.Counsellor, "zhuoda"));
    private static readonly Actor Volunteer = new("v", Role.Volunteer, "zhuoda");
    private static readonly ScenePlace Home = new("dz", new GeoPoint(18.27, 109.52), "3 号楼", "小林", "13976001234");

    [Theory]
    [InlineData(RiskLevel.General, FollowUpRung.Call, ContactWay.Call, true)]
    [InlineData(RiskLevel.General, FollowUpRung.Call, ContactWay.Visit, false)]
    [InlineData(RiskLevel.General, FollowUpRung.HomeCheck, ContactWay.Visit, false)]
    [InlineData(RiskLevel.Serious, FollowUpRung.Call, ContactWay.Call, false)]
    [InlineData(RiskLevel.Serious, FollowUpRung.HomeCheck, ContactWay.Visit, false)]
    [InlineData(RiskLevel.HighRisk, FollowUpRung.Call, ContactWay.Call, false)]
    [InlineData(RiskLevel.HighRisk, FollowUpRung.HomeCheck, ContactWay.Visit, false)]
    public void Volunteer_GetsTheCallOfAGeneralClockOnItsFirstRungAndNothingElse(RiskLevel level, FollowUpRung rung, ContactWay way, bool byVolunteer)
    {
        var task = Send(Clock(level, rung), way).Next!;

        task.ByVolunteer.ShouldBe(byVolunteer);
        var service = FollowUpTaskRules.Draft(task, Home).Draft.Service;
        DataFiles.Catalogue.Find(service)!.Kinds.ShouldBe([byVolunteer ? ResponderKind.Volunteer : ResponderKind.Counsellor]);
        CareRules.IsCare(RiskLevel.General, DataFiles.Catalogue.Find(service)).ShouldBeFalse("a follow-up opens no case of its own");
        CareRules.IsCare(RiskLevel.Serious, DataFiles.Catalogue.Find(service)).ShouldBeTrue("danger that is seen there does");
    }

    [Theory]
    [InlineData(FollowUpRung.HomeCheck, ContactWay.Call, 0, RefusalCode.ClockState)]
    [InlineData(FollowUpRung.Supervisor, ContactWay.Call, 0, RefusalCode.ClockState)]
    [InlineData(FollowUpRung.Call, ContactWay.Message, 0, RefusalCode.InputInvalid)]
    [InlineData(FollowUpRung.Call, ContactWay.Call, 1, RefusalCode.ClockEarly)]
    public void Clock_ThatNobodyIsSentFor_IsRefused(FollowUpRung rung, ContactWay way, int hoursAhead, RefusalCode code) =>
        Send(Clock(RiskLevel.General, rung) with { SendFrom = Now.AddHours(hoursAhead) }, way).Refused!.Code.ShouldBe(code);

    [Fact]
    public void Clock_ThatIsDoneReplannedOrUnknown_IsRefused()
    {
        Send(Clock() with { Outcome = FollowUpOutcome.Reached }).Refused!.Code.ShouldBe(RefusalCode.ClockState);
        Send(Clock() with { Successor = 2 }).Refused!.Code.ShouldBe(RefusalCode.ClockState);
        Send(Clock() with { Number = 7 }).Refused!.Code.ShouldBe(RefusalCode.ClockUnknown);
    }

    [Fact]
    public void Person_WithoutAContact_IsReachedByVisitsOnly()
    {
        var silent = Home with { Contact = null };

        Send(Clock(), ContactWay.Call, silent).Refused!.Code.ShouldBe(RefusalCode.ClockUnreachable);
        Send(Clock(), ContactWay.Visit, silent).Next.ShouldNotBeNull();
        Send(Clock(), ContactWay.Visit, silent with { Area = null, Location = null }).Refused!.Code.ShouldBe(RefusalCode.ClockUnreachable);
        FollowUpTaskRules.Dispatch(null, "c", new DispatchFollowUp(Mei, Case, 1, ContactWay.Call), Seen(Clock()), null, Now).Refused!.Code.ShouldBe(RefusalCode.ClockUnreachable);
    }

    [Fact]
    public void Clock_SentOutTwice_IsOneTask()
    {
        var task = Send(Clock()).Next!;

        Again(task, "c1").ShouldBeSameAs(task);
        Again(task, "c2").ShouldBeSameAs(task);
        var back = FollowUpTaskRules.Back(task, FollowUpTaskEnd.Unfilled) with { CalledOff = true };
        Again(back, "c1").ShouldBeSameAs(back);
        var next = Again(back, "c2");
        next.Attempt.ShouldBe(2);
        FollowUpTaskRules.Tell(next with { By = Volunteer, Result = ContactResult.Missed }).CommandId
            .ShouldNotBe(FollowUpTaskRules.Tell(task with { By = Volunteer, Result = ContactResult.Missed }).CommandId);
    }

    [Fact]
    public void Request_OfATask_HoldsNoDatumOfTheCase()
    {
        foreach (var way in new[] { ContactWay.Call, ContactWay.Visit })
        {
            var task = Send(Clock(RiskLevel.Serious), way).Next!;
            var text = JsonSerializer.Serialize(FollowUpTaskRules.Draft(task, Home)) + FollowUpTaskKeys.Request(FollowUpTaskKeys.Of(Case, 1), 1);

            foreach (var datum in new[] { Case, "Serious", "\"mei\"", "\"lan\"", "secret reason" })
            {
                text.ShouldNotContain(datum);
            }
        }
    }

    [Fact]
    public void Call_GivesAwayNoAddress()
    {
        var draft = FollowUpTaskRules.Draft(Send(Clock()).Next!, Home).Draft;

        (draft.Address, draft.Location, draft.Contact, draft.Description).ShouldBe((null, null, Home.Contact, null));
    }

    [Fact]
    public void Keys_OfTasks_HaveTheShapeOfRequestIdsAndDifferByClockAndCase()
    {
        var keys = Enumerable.Range(1, 300).Select(number => FollowUpTaskKeys.Of(Case, number)).Append(FollowUpTaskKeys.Of("r1123456789abcdefghjk", 1)).ToList();

        keys.ShouldBeUnique();
        keys.Select(key => FollowUpTaskKeys.Request(key, 7)).ShouldAllBe(id => id.Length == 21 && id[0] == 'r' && !id.Contains('i') && !id.Contains('u'));
        keys.ShouldAllBe(key => FollowUpTaskKeys.OfRequest(FollowUpTaskKeys.Request(key, 99)) == key);
    }

    [Theory]
    [InlineData(RequestState.Unfilled, FollowUpTaskEnd.Unfilled)]
    [InlineData(RequestState.Cancelled, FollowUpTaskEnd.Cancelled)]
    [InlineData(RequestState.Referred, FollowUpTaskEnd.Cancelled)]
    [InlineData(RequestState.Completed, FollowUpTaskEnd.Unanswered)]
    [InlineData(RequestState.Offered, null)]
    [InlineData(RequestState.Assigned, null)]
    public void Task_WhoseRequestEnds_ComesBackWithTheReason(RequestState state, FollowUpTaskEnd? end) =>
        FollowUpTaskRules.Look(Out(), Request(state), Row(Clock())).End.ShouldBe(end);

    [Fact]
    public void Task_WhoseClockIsOver_ComesBack()
    {
        FollowUpTaskRules.Look(Out(), Request(RequestState.Assigned), Row()).End.ShouldBe(FollowUpTaskEnd.Overtaken);
        FollowUpTaskRules.Look(Out(), Request(RequestState.Assigned), null).End.ShouldBe(FollowUpTaskEnd.Overtaken);
        FollowUpTaskRules.Look(Out(), Request(RequestState.Assigned), Row(Clock(rung: FollowUpRung.HomeCheck))).End.ShouldBe(FollowUpTaskEnd.Overtaken);
    }

    [Fact]
    public void Answer_OfWhoeverHasTheTask_IsKeptOnceAndNeverTakenBack()
    {
        var id = FollowUpTaskKeys.Request("k", 1);
        var answered = FollowUpTaskRules.Answer(Out(), new AnswerFollowUp(Volunteer, id, ContactResult.Missed), id, hasTask: true).Next!;

        answered.State.ShouldBe(FollowUpTaskState.Answered);
        FollowUpTaskRules.Answer(answered, new AnswerFollowUp(Volunteer, id, ContactResult.Missed), id, hasTask: false).Next.ShouldBeSameAs(answered);
        FollowUpTaskRules.Answer(answered, new AnswerFollowUp(Volunteer, id, ContactResult.Reached), id, hasTask: true).Refused!.Code.ShouldBe(RefusalCode.ClockState);
        FollowUpTaskRules.Look(answered, Request(RequestState.Cancelled), Row()).ShouldBeSameAs(answered);
    }

    [Fact]
    public void Answer_OfSomebodyElseOrOfAnotherAttempt_IsRefused()
    {
        var id = FollowUpTaskKeys.Request("k", 1);

        FollowUpTaskRules.Answer(Out(), new AnswerFollowUp(Volunteer, id, ContactResult.Reached), id, hasTask: false).Refused!.Code.ShouldBe(RefusalCode.AssignmentUnknown);
        FollowUpTaskRules.Answer(Out(), new AnswerFollowUp(Volunteer, "k02", ContactResult.Reached), id, hasTask: true).Refused!.Code.ShouldBe(RefusalCode.AssignmentUnknown);
        FollowUpTaskRules.Answer(null, new AnswerFollowUp(Volunteer, id, ContactResult.Reached), id, hasTask: true).Refused!.Code.ShouldBe(RefusalCode.AssignmentUnknown);
        FollowUpTaskRules.Answer(Out(), new AnswerFollowUp(Volunteer, id, (ContactResult)9), id, hasTask: true).Refused!.Code.ShouldBe(RefusalCode.InputInvalid);
    }

    private static FollowUpTask Out() => Send(Clock()).Next! with { Submitted = true };

    private static FollowUpTask Again(FollowUpTask task, string command) =>
        FollowUpTaskRules.Dispatch(task, command, new DispatchFollowUp(Mei, Case, 1, ContactWay.Call), Seen(Clock()), Home, Now).Next!;

    private static Decision<FollowUpTask> Send(FollowUpView clock, ContactWay way = ContactWay.Call, ScenePlace? reach = null) =>
        FollowUpTaskRules.Dispatch(null, "c1", new DispatchFollowUp(Mei, Case, 1, way), Seen(clock), reach ?? Home, Now);

    private static FollowUpView Clock(RiskLevel level = RiskLevel.General, FollowUpRung rung = FollowUpRung.Call) =>
        new(Case, 1, level, FollowUpStanding.Overdue, rung, Now, Now, 0, "mei", "lan", null, null, Now);

    private static CaseView Seen(FollowUpView clock) => new(
        Case, Case, "zhuoda", "dz", CaseState.Open, CrisisStage.During, CareStep.Ease, [], clock.Level,
        new LevelView(clock.Level, true, true, Now, 1, [new LevelChange(1, LevelStep.Raised, RiskLevel.General, clock.Level, "mei", Role.Counsellor, Now, [], "secret reason")]),
        "mei", "lan", "head", 1, 1, [clock], [], [], [], [], [], [], [], [], [], null, null, true);

    private static CareRow Row(params ImmutableArray<FollowUpView> clocks) => new(
        Case, "zhuoda", "dz", "counselling", 1, Now, CaseState.Open, false, CareStep.Ease, RiskLevel.General, false, Now, "mei", "mei", "lan", null, false, false, clocks, []);

    private static RequestView Request(RequestState state) => new(
        "k01", 1, state, "zhuoda", false, FollowUpTaskRules.Call, RiskLevel.General, false, [], Lane.Ordinary, null, false, [], [], Gender.Any, null, "dz", true, Channel.Station,
        Now, Now, 15, 1, "coordinator", null, 1, 0, [], [], null);
}
