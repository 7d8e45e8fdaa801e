using Dispatch.Contracts;
using Dispatch.Contracts.Emergencies;
using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Responders;
using Dispatch.Contracts.Rosters;
using Dispatch.Domain.Emergencies;
using Dispatch.Grains.Tests.Clusters;
using static Dispatch.Grains.Tests.Emergencies.Crisis;

namespace Dispatch.Grains.Tests.Emergencies;

public class EmergencyGrainTests
{
    [Fact]
    public async Task HighRiskRequest_Submitted_PagesTheWatchWhileTheClockStandsStill()
    {
        await using var town = await TownAsync();
        await CryAsync(town, "r1");

        var page = await PageAsync(town, Head.Account, _ => true);
        Assert.Equal((Office.DutyLead, true, true), (page.Office, page.Rings, page.IsLead));
        foreach (var counsellor in new[] { "c1", "c2" })
        {
            Assert.Equal(Office.CrisisTeam, (await PageAsync(town, counsellor, _ => true)).Office);
        }

        Assert.Equal("r1", Assert.Single(await Roster(town).RunningAsync()));
        await town.Cluster.UntilAsync(
            () => Entries(town), all => all.Contains("emergency.opened") && all.Count(each => each == "emergency.paged") >= 3,
            TimeSpan.FromMilliseconds(10));
    }

    [Fact]
    public async Task Coordinator_WhoWasNotCalled_CannotTakeItAndSeesNoPlace()
    {
        await using var town = await TownAsync();
        await CryAsync(town, "r1");
        await PageAsync(town, "c1", _ => true);
        var coordinator = new Actor("coordinator.zhuoda", Role.Coordinator, Town.Station);

        var reply = await Emergency(town).AnswerAsync(new AnswerPage(coordinator, PageStep.Acknowledged));

        Assert.Equal(RefusalCode.EmergencyUnknown, reply.Refused?.Code);
        var view = (await Emergency(town).GetAsync(coordinator)).Value!;
        Assert.Null(view.Place);
        Assert.DoesNotContain(view.People, row => row.Account == coordinator.Account);
    }

    [Fact]
    public async Task OrdinaryRequest_RaisedToHighRisk_BecomesAnEmergency()
    {
        await using var town = await TownAsync();
        var request = await town.RaiseAsync("r1");
        Assert.Null(await Emergency(town).BriefAsync());

        await request.RaiseAsync(new RaiseLevel(Head, RiskLevel.HighRisk, "邻居听到喊声"));

        await PageAsync(town, "c1", _ => true);
    }

    [Fact]
    public async Task Team_FromTheCryToTheDebrief_IsSeenToTheEnd()
    {
        await using var town = await TownAsync();
        await CryAsync(town, "r1");
        foreach (var who in new[] { "c1", "c2" })
        {
            await PageAsync(town, who, _ => true);
            await SayAsync(town, who, PageStep.Acknowledged, PageStep.OnTheWay, PageStep.Arrived);
        }

        var view = (await Emergency(town).GetAsync(Head)).Value!;
        Assert.True(view.Sent);
        Assert.Null(view.Place);
        Assert.NotNull((await Emergency(town).GetAsync(Of("c1"))).Value!.Place);

        var reply = await Emergency(town).StandDownAsync(new StandDown(Head, Outcome.WithCounsellor, "情绪平稳，家人陪同"));
        Assert.Null(reply.Refused);
        await town.Cluster.UntilAsync(
            () => town.Request("r1").HelpAsync(), help => help!.Steps.Any(step => step.What == "outcome-with-counsellor"), TimeSpan.FromMilliseconds(50));
        var rested = await town.Cluster.UntilAsync(
            () => town.Cluster.Grains.GetGrain<ICounsellorGrain>("c1").GetAsync(), me => me!.CoolUntil is not null, TimeSpan.FromMilliseconds(50));
        Assert.True(rested!.CoolUntil > town.Cluster.Clock.GetUtcNow());

        await SayAsync(town, "c1", PageStep.Back);
        await SayAsync(town, "c2", PageStep.Back);
        foreach (var who in new[] { "c1", "c2" })
        {
            Assert.Null((await Emergency(town).DebriefAsync(new RecordDebrief(Of(who), who, null))).Refused);
        }

        // Nothing is left: the watch no longer lists it, the phones are free.
        await town.Cluster.UntilAsync(async () => (await Roster(town).RunningAsync()).Length, running => running == 0, TimeSpan.FromSeconds(1));
        await town.Cluster.UntilAsync(async () => (await Pager(town, "c1").ListAsync()).Pages.Length, pages => pages == 0, TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Clocks_OfAnEmergencyWhoseSilosDied_GoOnByThemselves()
    {
        await using var town = await TownAsync();
        await CryAsync(town, "r1");
        await PageAsync(town, "c1", _ => true);
        await SayAsync(town, "c1", PageStep.OnTheWay);

        await town.Cluster.KillEverySiloAsync();
        town.Cluster.Clock.Advance(TimeSpan.FromHours(2));

        // Nobody asks the emergency anything: its reminder wakes it.
        var page = await PageAsync(town, Head.Account, it => it.Alarms.Any(each => each.Reason == PageReason.CheckInMissed), TimeSpan.FromSeconds(1));
        Assert.Single(page.Alarms, each => each.Reason == PageReason.CheckInMissed);
        Assert.True((await Emergency(town).GetAsync(Head)).Value!.People.Single(each => each.Account == "c1").Missed > 0);
    }

    [Fact]
    public async Task Unit_ByItsPage_AcknowledgesWithoutAnAccount_AndLosesItWhenReplaced()
    {
        await using var town = await TownAsync();
        await CryAsync(town, "r1");
        await PageAsync(town, Head.Account, _ => true);
        var (first, second) = (new string('1', 64), new string('2', 64));
        Assert.Null((await Emergency(town).LinkAsync(new LinkUnit(Head, "police-post", first))).Refused);

        Assert.Null((await Emergency(town).UnitAsync(first)).Value!.Place!.Address);
        var told = (await Emergency(town).AnswerUnitAsync(first, PageStep.Acknowledged)).Value!;
        Assert.Equal("丹州路1号", told.Place!.Address);

        await Emergency(town).LinkAsync(new LinkUnit(Head, "police-post", second));
        Assert.Equal(RefusalCode.LinkRefused, (await Emergency(town).UnitAsync(first)).Refused!.Code);
        Assert.NotNull((await Emergency(town).UnitAsync(second)).Value!.AcknowledgedAt);
    }

    [Theory]
    [InlineData("volunteer", Role.Volunteer, RefusalCode.AccessDenied)]
    [InlineData("resident", Role.Resident, RefusalCode.AccessDenied)]
    [InlineData("other", Role.Counsellor, RefusalCode.RequestUnknown)]
    public async Task Reader_WithoutAPartInIt_LearnsNothing(string account, Role role, RefusalCode refused)
    {
        await using var town = await TownAsync();
        await CryAsync(town, "r1");
        await PageAsync(town, Head.Account, _ => true);

        Assert.Equal(refused, (await Emergency(town).GetAsync(new Actor(account, role, Town.Station))).Refused!.Code);
        Assert.Equal(refused, (await Emergency(town).AnswerAsync(new AnswerPage(new Actor(account, role, Town.Station), PageStep.Acknowledged))).Refused!.Code);
    }
}
