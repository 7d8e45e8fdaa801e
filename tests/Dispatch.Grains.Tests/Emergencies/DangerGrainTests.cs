using Dispatch.Contracts;
using Dispatch.Contracts.Care;
using Dispatch.Contracts.Emergencies;
using Dispatch.Contracts.Privacy;
using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Responders;
using Dispatch.Contracts.Rosters;
using Dispatch.Grains.Tests.Clusters;
using static Dispatch.Grains.Tests.Emergencies.Crisis;

namespace Dispatch.Grains.Tests.Emergencies;

/// <summary>A danger that was acknowledged is followed by a call to people, whoever dies in between.</summary>
public class DangerGrainTests
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(250);

    private static readonly Actor Coordinator = new("coordinator.zhuoda", Role.Coordinator, Town.Station);

    [Fact]
    public async Task Danger_SpokenOfAfterTheStandDown_OpensItAgainAndPages()
    {
        await using var town = await TownAsync();
        await StoodDownAsync(town);

        Assert.Null((await town.Request("r1").RaiseAsync(Danger(Coordinator))).Refused);

        await RingsAsync(town, Head.Account);
        Assert.Equal(EmergencyState.Open, (await Emergency(town).BriefAsync())!.State);
    }

    [Fact]
    public async Task Danger_OnAnOrdinaryRequestThatHasEnded_PagesAlthoughEverySiloDiesAtOnce()
    {
        await using var town = await TownAsync();
        var request = await town.RaiseAsync("r1");
        Assert.Null((await request.CancelAsync(new CancelRequest(Coordinator, "家人已到", null))).Refused);
        await town.Cluster.UntilAsync(() => request.HelpAsync(), help => help!.State == RequestState.Cancelled);
        town.Cluster.Calls.Method = nameof(IEmergencyGrain.NewsAsync);

        Assert.Null((await request.RaiseAsync(Danger(Coordinator))).Refused);
        await town.Cluster.KillEverySiloAsync();
        town.Cluster.Calls.Method = null;
        await town.Cluster.TouchAsync();

        // Nobody asks the request anything: the set that it entered before its commit wakes it.
        await RingsAsync(town, Head.Account);
    }

    [Fact]
    public async Task Danger_SpokenOfAtTheCaseOfARequestThatHasEnded_PagesEachTime()
    {
        await using var town = await TownAsync();
        await StoodDownAsync(town);
        Assert.Null((await town.Request("r1").CancelAsync(new CancelRequest(Coordinator, "已结束", null))).Refused);
        var file = town.Cluster.Grains.GetGrain<ICaseGrain>("r1");
        await town.Cluster.UntilAsync(() => file.RowAsync(), row => row is not null, Pace);

        Assert.Null((await file.RaiseAsync("a", Danger(Head))).Refused);
        await RingsAsync(town, Head.Account);
        await SeeToDangersAsync(town);
        Assert.Null((await Emergency(town).StandDownAsync(new StandDown(Head, Outcome.NoDanger, "平安"))).Refused);

        // The same words once more are danger once more.
        Assert.Null((await file.RaiseAsync("b", Danger(Head))).Refused);
        await town.Cluster.UntilAsync(() => Emergency(town).BriefAsync(), brief => brief!.State == EmergencyState.Open, Pace);
    }

    [Fact]
    public async Task Cry_ThatIsCancelledBeforeItsFirstWordIsHeard_OpensAllTheSame()
    {
        await using var town = await TownAsync();
        town.Cluster.Calls.Method = nameof(IEmergencyGrain.NewsAsync);
        await CryAsync(town, "r1");
        Assert.Null((await town.Request("r1").CancelAsync(new CancelRequest(Actor.Resident, null, null))).Refused);

        town.Cluster.Calls.Method = null;

        await RingsAsync(town, "c1");
        Assert.False((await Emergency(town).GetAsync(Head)).Value!.RequestRunning);
    }

    [Fact]
    public async Task WordsOfIntent_WithWhichAnOrdinaryRequestIsCalledOff_PageAsAnyDanger()
    {
        await using var town = await TownAsync();
        var request = await town.RaiseAsync("r1");

        Assert.Null((await request.CancelAsync(new CancelRequest(Actor.Resident, "不用来了，我不想活了"))).Refused);

        await RingsAsync(town, "c1");
    }

    [Fact]
    public async Task Roster_ThatDoesNotAnswer_KeepsNobodyFromBeingCalled()
    {
        await using var town = await TownAsync();
        town.Cluster.Calls.Method = nameof(IRosterGrain.EnterAsync);
        await CryAsync(town, "r1");

        await RingsAsync(town, Head.Account);
        town.Cluster.Calls.Method = null;
        await town.Cluster.TouchAsync();

        // It listed nothing: the emergency enters it with its next look, and the watch is called.
        await RingsAsync(town, "c1");
        await town.Cluster.UntilAsync(() => Roster(town).RunningAsync(), running => running.Contains("r1"), Pace);
    }

    [Fact]
    public async Task Write_ThatFails_KeepsNobodyFromBeingCalled_AndTheRosterHasItDoneAnew()
    {
        await using var town = await TownAsync();
        await CryAsync(town, "r1");
        var before = await RingsAsync(town, "c1");
        var phone = new Phone();
        await Pager(town, "c1").HearAsync(town.Cluster.Grains.CreateObjectReference<IPagerObserver>(phone));
        town.Cluster.Storage.Writing = state => state is "emergency" or "pager" ? throw new TimeoutException("The store is away.") : Task.CompletedTask;

        await town.Cluster.UntilAsync(() => Task.FromResult(phone.Rounds), rounds => rounds.Any(round => round > before.Round), Pace);
        town.Cluster.Storage.Writing = null;
        await town.Cluster.TouchAsync();

        // Nothing asks the emergency anything: the roster that lists it does, and the phone has stayed with its pager.
        await town.Cluster.UntilAsync(() => Task.FromResult(phone.Rounds), rounds => rounds.Any(round => round > before.Round + 1), Pace);
        await SayAsync(town, "c1", PageStep.Acknowledged);
        Assert.NotNull((await Emergency(town).GetAsync(Of("c1"))).Value!.People.Single(each => each.Account == "c1").AcknowledgedAt);
        GC.KeepAlive(phone);
    }

    [Fact]
    public async Task Phones_OfAnEmergencyWhoseSilosDieAtItsEnd_AreFreedByThemselves()
    {
        await using var town = await TownAsync();
        await CryAsync(town, "r1");
        foreach (var who in new[] { "c1", "c2", Head.Account })
        {
            await RingsAsync(town, who);
        }

        town.Cluster.Calls.Method = nameof(IPagerGrain.PageAsync);
        Assert.Null((await Emergency(town).StandDownAsync(new StandDown(Head, Outcome.NoDanger, "平安"))).Refused);
        await town.Cluster.KillEverySiloAsync();
        town.Cluster.Calls.Method = null;

        foreach (var who in new[] { "c1", "c2", Head.Account })
        {
            await town.Cluster.UntilAsync(async () => (await Pager(town, who).ListAsync()).Pages.Length, pages => pages == 0, TimeSpan.FromSeconds(1));
        }

        await town.Cluster.UntilAsync(async () => (await Roster(town).RunningAsync()).Length, running => running == 0, TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Roster_ThatWasNotReached_IsToldAgainUntilItKnows()
    {
        await using var town = await TownAsync();
        town.Cluster.Calls.Method = nameof(IRosterGrain.KnowAsync);
        Assert.Null((await town.Cluster.Grains.GetGrain<ICounsellorGrain>("c2").SetDutyAsync(new SetDuty(false, null, null))).Refused);
        Assert.Equal(2, (await Roster(town).NowAsync()).Team.Length);

        town.Cluster.Calls.Method = null;

        await town.Cluster.UntilAsync(() => Roster(town).NowAsync(), watch => watch.Team.Length == 1, Pace);
    }

    [Fact]
    public async Task Erasure_WhileSomebodyIsOut_IsRefused_AndTakesTheReasonWithItAfterwards()
    {
        await using var town = await TownAsync();
        await CryAsync(town, "r1");
        await RingsAsync(town, "c1");
        await SayAsync(town, "c1", PageStep.OnTheWay, PageStep.Arrived);
        Assert.Null((await town.Request("r1").CancelAsync(new CancelRequest(Coordinator, "已结束", null))).Refused);
        Assert.Null((await Emergency(town).StandDownAsync(new StandDown(Head, Outcome.NoDanger, "密语平安"))).Refused);

        Assert.Equal(RefusalCode.PrivacyObligation, (await Emergency(town).EraseAsync(Retention.Case)).Refused?.Code);
        Assert.NotNull((await Emergency(town).GetAsync(Of("c1"))).Value!.Place?.Address);
        Assert.Empty((await Emergency(town).GetAsync(Coordinator)).Value!.End!.Reason);

        await SayAsync(town, "c1", PageStep.Back);
        Assert.Null((await Emergency(town).EraseAsync(Retention.Case)).Refused);
        Assert.Empty((await Emergency(town).GetAsync(Head)).Value!.End!.Reason);
        Assert.Null((await Emergency(town).EraseAsync(Retention.Service)).Refused);
        Assert.Equal(RefusalCode.EmergencyUnknown, (await Emergency(town).GetAsync(Head)).Refused!.Code);
    }

    private static RaiseLevel Danger(Actor by) => new(by, RiskLevel.HighRisk, "他说不想活了");

    private static Task<PageView> RingsAsync(Town town, string account) => PageAsync(town, account, page => page.Rings, Pace);

    private static async Task StoodDownAsync(Town town)
    {
        await CryAsync(town, "r1");
        await RingsAsync(town, Head.Account);
        Assert.Null((await Emergency(town).StandDownAsync(new StandDown(Head, Outcome.NoDanger, "平安"))).Refused);
        await town.Cluster.UntilAsync(async () => (await Pager(town, Head.Account).ListAsync()).Pages.Length, pages => pages == 0, Pace);
    }

    private sealed class Phone : IPagerObserver
    {
        private readonly Lock _gate = new();
        private readonly List<int> _rounds = [];

        public List<int> Rounds
        {
            get
            {
                lock (_gate)
                {
                    return [.. _rounds];
                }
            }
        }

        public void PageCame(string account, PageView page)
        {
            lock (_gate)
            {
                _rounds.Add(page.Round);
            }
        }
    }
}
