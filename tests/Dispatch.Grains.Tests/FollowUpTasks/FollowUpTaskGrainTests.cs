using System.Text.Json;
using Dispatch.Contracts;
using Dispatch.Contracts.Care;
using Dispatch.Contracts.FollowUpTasks;
using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Responders;
using Dispatch.Domain.FollowUpTasks;
using Dispatch.Grains.Tests.Cases;
using Dispatch.Grains.Tests.Clusters;
using static Dispatch.Grains.Tests.Cases.Practice;

namespace Dispatch.Grains.Tests.FollowUpTasks;

/// <summary>A follow-up goes out as an ordinary task and moves its clock once, whatever dies in between; nothing vanishes.</summary>
public class FollowUpTaskGrainTests
{
    private const string Case = "case-of-lin";
    private const string Caller = "caller";
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(20);
    private static readonly Actor Volunteer = new(Caller, Role.Volunteer, Town.Station);

    [Fact]
    public async Task GeneralCall_ByAVolunteer_MovesTheClockOnceAndShowsNothingOfTheCase()
    {
        await using var practice = await OpenAsync(Mei, Lan);
        var owner = await DueAsync(practice);
        var task = practice.Cluster.Grains.GetGrain<IFollowUpTaskGrain>(FollowUpTaskKeys.Of(Case, 1));
        await CallerAsync(practice);

        Assert.Null((await SendAsync(practice, owner)).Refused);
        Assert.Null((await SendAsync(practice, owner)).Refused);
        var offer = await practice.Cluster.UntilAsync(() => OfferAsync(practice), found => found is not null, Pace);
        Assert.Null((await practice.Town.Volunteer(Caller).AnswerAsync(new AnswerOffer(offer!.Id, Answer.Accept, null, null))).Refused);
        await practice.Cluster.KillEverySiloAsync();
        var view = await practice.Cluster.UntilAsync(() => practice.Town.Volunteer(Caller).GetAsync(), found => found!.Tasks.Length == 1, Pace);
        var seen = JsonSerializer.Serialize(offer) + JsonSerializer.Serialize(view)
            + JsonSerializer.Serialize((await practice.Town.Request(offer.RequestId).GetAsync(Volunteer)).Value);

        var answer = new AnswerFollowUp(Volunteer, offer.RequestId, ContactResult.Missed);
        Assert.Null((await AgainAsync(() => task.AnswerAsync(answer))).Refused);
        Assert.Null((await practice.Town.Volunteer(Caller).ProgressAsync(offer.RequestId, ProgressStep.Completed)).Refused);
        Assert.Null((await task.AnswerAsync(answer)).Refused);
        await practice.Cluster.KillEverySiloAsync();
        Assert.Null((await AgainAsync(() => task.AnswerAsync(answer))).Refused);

        foreach (var datum in new[] { Case, owner, Head, "counselling", "想找人说说话", "Serious", "HighRisk", "case." })
        {
            Assert.DoesNotContain(datum, seen, StringComparison.Ordinal);
        }

        var clock = (await practice.SeeAsync(Case, owner)).FollowUps.First(each => each.Number == 1);
        Assert.Equal((1, FollowUpRung.Call, null), (clock.Tries, clock.Rung, clock.Outcome));
        var stands = (await task.GetAsync())!;
        Assert.Equal((FollowUpTaskState.Done, ContactResult.Missed, 1), (stands.State, stands.Result, stands.Attempt));
        Assert.Null(await practice.Case(offer.RequestId).RowAsync());
    }

    /// <summary>The follow-up goes out, and the caller accepts it.</summary>
    private static async Task<OfferView> TakenAsync(Practice practice, string owner)
    {
        await CallerAsync(practice);
        Assert.Null((await SendAsync(practice, owner)).Refused);
        var offer = await practice.Cluster.UntilAsync(() => OfferAsync(practice), found => found is not null, Pace);
        Assert.Null((await practice.Town.Volunteer(Caller).AnswerAsync(new AnswerOffer(offer!.Id, Answer.Accept, null, null))).Refused);
        return offer;
    }

    /// <summary>A last write of a killed silo may come in between; whoever meets it sends the same once more, as a phone does.</summary>
    private static async Task<Reply> AgainAsync(Func<Task<Reply>> send)
    {
        try
        {
            return await send();
        }
        catch (Orleans.Storage.InconsistentStateException)
        {
            return await send();
        }
    }

    [Fact]
    public async Task Reached_EndsTheClock_AndAnotherMayNotBeSentForIt()
    {
        await using var practice = await OpenAsync(Mei, Lan);
        var owner = await DueAsync(practice);
        var offer = await TakenAsync(practice, owner);

        Assert.Null((await TaskOf(practice).AnswerAsync(new AnswerFollowUp(Volunteer, offer.RequestId, ContactResult.Reached))).Refused);

        Assert.Equal(FollowUpOutcome.Reached, (await practice.SeeAsync(Case, owner)).FollowUps.First(each => each.Number == 1).Outcome);
        Assert.Equal(RefusalCode.ClockState, (await SendAsync(practice, owner, "other")).Refused!.Code);
    }

    [Fact]
    public async Task Task_ThatIsCalledOff_ComesBackAndTheClockIsStillDue()
    {
        await using var practice = await OpenAsync(Mei, Lan);
        var owner = await DueAsync(practice);
        Assert.Null((await SendAsync(practice, owner)).Refused);
        await SubmittedAsync(practice);
        var coordinator = new Actor("coordinator.zhuoda", Role.Coordinator, Town.Station);
        var request = practice.Town.Request(FollowUpTaskKeys.Request(FollowUpTaskKeys.Of(Case, 1), 1));
        Assert.Null((await request.CancelAsync(new CancelRequest(coordinator, "No callers today."))).Refused);

        await TaskOf(practice).LookAsync();

        Assert.Equal(FollowUpTaskEnd.Cancelled, (await TaskOf(practice).GetAsync())!.End);
        var clock = (await practice.SeeAsync(Case, owner)).FollowUps.First(each => each.Number == 1);
        Assert.Equal((FollowUpStanding.Overdue, 0), (clock.Standing, clock.Tries));
        Assert.Null((await SendAsync(practice, owner, "once more")).Refused);
        Assert.Equal((2, FollowUpTaskState.Out), ((await TaskOf(practice).GetAsync())!.Attempt, (await TaskOf(practice).GetAsync())!.State));
    }

    [Fact]
    public async Task Task_WhoseClockWasDoneByTheTeam_IsCalledOff()
    {
        await using var practice = await OpenAsync(Mei, Lan);
        var owner = await DueAsync(practice);
        Assert.Null((await SendAsync(practice, owner)).Refused);
        await SubmittedAsync(practice);
        Assert.Null((await practice.Case(Case).TryAsync(practice.Id(), new RecordTry(As(owner), 1, ContactWay.Call, ContactResult.Reached), null)).Refused);

        await TaskOf(practice).LookAsync();

        Assert.Equal(FollowUpTaskEnd.Overtaken, (await TaskOf(practice).GetAsync())!.End);
        var request = (await practice.Town.Request(FollowUpTaskKeys.Request(FollowUpTaskKeys.Of(Case, 1), 1)).GetAsync(Actor.System)).Value!;
        Assert.Equal(RequestState.Cancelled, request.State);
    }

    [Fact]
    public async Task Task_CalledBackByTheTeam_TakesNoAnswerAnyMore()
    {
        await using var practice = await OpenAsync(Mei, Lan);
        var owner = await DueAsync(practice);
        var offer = await TakenAsync(practice, owner);
        var stranger = new CareWorker(new Actor("stranger", Role.Counsellor, "fucheng"));

        Assert.Equal(RefusalCode.CaseUnknown, (await TaskOf(practice).RecallAsync(stranger, Case)).Refused!.Code);
        Assert.Null((await TaskOf(practice).RecallAsync(As(owner), Case)).Refused);

        Assert.NotNull((await TaskOf(practice).AnswerAsync(new AnswerFollowUp(Volunteer, offer.RequestId, ContactResult.Reached))).Refused);
        Assert.Equal(0, (await practice.SeeAsync(Case, owner)).FollowUps.First(each => each.Number == 1).Tries);
    }

    [Fact]
    public async Task Danger_ThatTheCallerSees_ReachesTheCase()
    {
        await using var practice = await OpenAsync(Mei, Lan);
        var owner = await DueAsync(practice);
        var offer = await TakenAsync(practice, owner);

        Assert.Null((await practice.Town.Request(offer.RequestId).RaiseAsync(new RaiseLevel(Volunteer, RiskLevel.HighRisk, "She says goodbye."))).Refused);
        await TaskOf(practice).LookAsync();

        Assert.Equal(RiskLevel.HighRisk, (await practice.SeeAsync(Case, owner)).Level.Level);
    }

    [Fact]
    public async Task HighRiskFollowUp_GoesToCounsellorsAndOpensNoCaseOfItsOwn()
    {
        await using var practice = await OpenAsync(Mei, Lan);
        await CallerAsync(practice);
        var (_, row) = await practice.OpenedAsync(Case, danger: true);
        await SentWhenItMayAsync(practice, row.Owner!);
        await SubmittedAsync(practice);

        var id = FollowUpTaskKeys.Request(FollowUpTaskKeys.Of(Case, 1), 1);
        var request = (await practice.Town.Request(id).GetAsync(Actor.System)).Value!;
        Assert.Equal((FollowUpTaskRules.Contact, RiskLevel.General), (request.Service, request.Level));
        Assert.DoesNotContain(request.Offers, each => each.Kind == ResponderKind.Volunteer);
        Assert.False((await TaskOf(practice).GetAsync())!.ByVolunteer);
        Assert.Null(await practice.Case(id).RowAsync());
    }

    [Fact]
    public async Task FollowUp_SentOutAsSoonAsItMay_CountsWhenItIsAnsweredAtOnce()
    {
        await using var practice = await OpenAsync(Mei, Lan);
        var (_, row) = await practice.OpenedAsync(Case, danger: true);
        await SentWhenItMayAsync(practice, row.Owner!);
        var (who, offer) = await practice.Cluster.UntilAsync(() => CounsellorsOfferAsync(practice), found => found.Offer is not null, Pace);
        Assert.Null((await practice.Counsellor(who).AnswerAsync(new AnswerOffer(offer!.Id, Answer.Accept, null, null))).Refused);

        Assert.Null((await TaskOf(practice).AnswerAsync(new AnswerFollowUp(As(who).By, offer.RequestId, ContactResult.Reached))).Refused);

        Assert.Equal(FollowUpTaskState.Done, (await TaskOf(practice).GetAsync())!.State);
        Assert.Equal(FollowUpOutcome.Reached, (await practice.SeeAsync(Case, row.Owner!)).FollowUps.First(each => each.Number == 1).Outcome);
    }

    [Theory]
    [InlineData(Role.Volunteer)]
    [InlineData(Role.Coordinator)]
    [InlineData(Role.Admin)]
    public async Task Sending_ByWhoeverDoesNotSeeTheCase_IsRefused(Role role)
    {
        await using var practice = await OpenAsync(Mei, Lan);
        await DueAsync(practice);
        var command = new DispatchFollowUp(new CareWorker(new Actor("somebody", role, Town.Station)), Case, 1, ContactWay.Call);

        Assert.Equal(RefusalCode.AccessDenied, (await TaskOf(practice).DispatchAsync("c", command)).Refused!.Code);
        Assert.Null(await TaskOf(practice).GetAsync());
    }

    /// <summary>A General case whose only follow-up is due; answers its owner.</summary>
    private static async Task<string> DueAsync(Practice practice)
    {
        var (_, row) = await practice.OpenedAsync(Case);
        practice.Cluster.Clock.Advance(TimeSpan.FromDays(30));
        return row.Owner!;
    }

    /// <summary>A trained volunteer who makes calls as well, on duty.</summary>
    private static async Task CallerAsync(Practice practice)
    {
        var profile = new ResponderProfile(
            Caller, ResponderKind.Volunteer, Town.Station, "Demo caller", [], ["zh"], Gender.Female, true, null, false,
            Town.Centre, TravelMode.Walk, true, 1, null, Availability.None, null, 0, "Asia/Shanghai", []);
        Assert.Null((await practice.Town.Volunteer(Caller).EnrolAsync(profile)).Refused);
        Assert.Null((await practice.Town.Volunteer(Caller).SetDutyAsync(new SetDuty(true, null, null))).Refused);
    }

    private static IFollowUpTaskGrain TaskOf(Practice practice) => practice.Cluster.Grains.GetGrain<IFollowUpTaskGrain>(FollowUpTaskKeys.Of(Case, 1));

    private static Task<Reply> SendAsync(Practice practice, string owner, string command = "send") =>
        TaskOf(practice).DispatchAsync(command, new DispatchFollowUp(As(owner), Case, 1, ContactWay.Call));

    /// <summary>Sends the follow-up out in the first hour in which it may be.</summary>
    private static async Task SentWhenItMayAsync(Practice practice, string owner)
    {
        for (var hour = 0; (await SendAsync(practice, owner, $"send-{hour}")).Refused is { } refused; hour++)
        {
            Assert.Equal(RefusalCode.ClockEarly, refused.Code);
            practice.Cluster.Clock.Advance(TimeSpan.FromHours(1));
        }
    }

    private static async Task<(string Who, OfferView? Offer)> CounsellorsOfferAsync(Practice practice)
    {
        foreach (var who in new[] { Mei, Lan })
        {
            if ((await practice.Counsellor(who).OffersAsync()).FirstOrDefault(each => each.Service == FollowUpTaskRules.Contact) is { } offer)
            {
                return (who, offer);
            }
        }

        return ("", null);
    }

    /// <summary>The task of the town's only other request than the case's own, once it is offered.</summary>
    private static async Task<OfferView?> OfferAsync(Practice practice) =>
        (await practice.Town.Volunteer(Caller).OffersAsync()).FirstOrDefault(offer => offer.Service == FollowUpTaskRules.Call);

    private static Task<RequestView?> SubmittedAsync(Practice practice) => practice.Cluster.UntilAsync(
        async () => (await practice.Town.Request(FollowUpTaskKeys.Request(FollowUpTaskKeys.Of(Case, 1), 1)).GetAsync(Actor.System)).Value, found => found is not null, Pace);
}
