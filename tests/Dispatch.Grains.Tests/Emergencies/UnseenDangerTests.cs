using Dispatch.Contracts;
using Dispatch.Contracts.Emergencies;
using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Responders;
using Dispatch.Contracts.Rosters;
using Dispatch.Grains.Tests.Clusters;
using static Dispatch.Grains.Tests.Emergencies.Crisis;

namespace Dispatch.Grains.Tests.Emergencies;

/// <summary>No danger is answered by an end that came in the same second, and none is lost between two commits.</summary>
public class UnseenDangerTests
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(250);

    [Fact]
    public async Task StandDown_OfADangerThatNobodySaw_IsRefusedUntilItIsAnswered()
    {
        await using var town = await TownAsync();
        await CryAsync(town, "r1");
        await PageAsync(town, "c1", _ => true);
        await SayAsync(town, "c1", PageStep.Acknowledged);
        Assert.Null((await town.Request("r1").RaiseAsync(new RaiseLevel(Head, RiskLevel.HighRisk, "他说不想活了"))).Refused);
        await PageAsync(town, Head.Account, page => page.Alarms.Any(each => each.Reason == PageReason.Danger), Pace);
        var end = new StandDown(Of("c1"), Outcome.NoDanger, "平安");

        Assert.Equal(RefusalCode.EmergencyDangerUnseen, (await Emergency(town).StandDownAsync(end)).Refused?.Code);
        await SeeToDangersAsync(town);
        Assert.Null((await Emergency(town).StandDownAsync(end)).Refused);
    }

    [Fact]
    public async Task WordsOfIntent_OfACallingOffWhoseNextWriteFails_ArePartOfItsOnlyCommit()
    {
        await using var town = await TownAsync();
        var request = await town.RaiseAsync("r1");
        var writes = 0;
        town.Cluster.Storage.Writing = state => state == "request" && Interlocked.Increment(ref writes) > 1
            ? throw new TimeoutException("The store is away.")
            : Task.CompletedTask;

        Assert.Null((await request.CancelAsync(new CancelRequest(Actor.Resident, "不用来了，我不想活了"))).Refused);
        await town.Cluster.KillEverySiloAsync();
        town.Cluster.Storage.Writing = null;
        await town.Cluster.TouchAsync();

        // Nobody says it again: what the resident was answered holds the danger.
        await PageAsync(town, "c1", page => page.Rings, Pace);
        Assert.Equal(RequestState.Cancelled, (await request.HelpAsync())!.State);
    }

    [Fact]
    public async Task WordsOfIntent_WithWhichATaskIsHandedBack_PageAsAnyDanger()
    {
        await using var town = await TownAsync();
        var volunteer = await town.VolunteerAsync("an");
        await town.RaiseAsync("r1");
        var offer = await town.OfferAsync("an", "r1");
        Assert.Null((await volunteer.AnswerAsync(new AnswerOffer(offer.Id, Answer.Accept, null, null))).Refused);

        Assert.Null((await volunteer.HandBackAsync("r1", "她说不想活了，我一个人应付不了")).Refused);

        await PageAsync(town, "c1", page => page.Rings, Pace);
    }

    [Fact]
    public async Task Erasure_WhenDangerWasSpokenOfSinceItsEmergencyWasAsked_IsRefused()
    {
        await using var town = await TownAsync();
        var request = await town.RaiseAsync("r1");
        Assert.Null((await request.CancelAsync(new CancelRequest(Actor.Resident, "x"))).Refused);
        var dangers = await request.DangersAsync();

        Assert.Null((await request.RaiseAsync(new RaiseLevel(Head, RiskLevel.HighRisk, "他说不想活了"))).Refused);

        Assert.Equal(RefusalCode.PrivacyObligation, (await request.EraseAsync(Town.ContactEnd, dangers)).Refused?.Code);
        Assert.False(await request.PurgeAsync(Contracts.Privacy.Retention.Case, dangers));
        Assert.NotNull(await request.PlaceAsync());
    }

    [Fact]
    public async Task Pager_WhoseWriteLandedAfterAll_StaysWithItsPhones()
    {
        await using var town = await TownAsync();
        await CryAsync(town, "r1");
        var before = await PageAsync(town, "c1", page => page.Rings, Pace);
        var phone = new Phone();
        await Pager(town, "c1").HearAsync(town.Cluster.Grains.CreateObjectReference<IPagerObserver>(phone));
        var failed = 0;
        town.Cluster.Storage.Written = state => state == "pager" && Interlocked.Increment(ref failed) <= 3
            ? throw new TimeoutException("The answer was lost.")
            : Task.CompletedTask;

        await town.Cluster.UntilAsync(() => SlowlyAsync(town, () => Volatile.Read(ref failed)), count => count > 3, Pace);
        town.Cluster.Storage.Written = null;
        var round = phone.Round;

        await town.Cluster.UntilAsync(() => SlowlyAsync(town, () => phone.Round), reached => reached > round + 1 && reached > before.Round, Pace);
        GC.KeepAlive(phone);
    }

    [Fact]
    public async Task Phone_OfSomebodyWhoIsNotCalledAgain_IsFreedAlthoughItsPagerWasAwayAtTheEnd()
    {
        await using var town = await TownAsync(offDuty: "c3");
        await CryAsync(town, "r1");
        await PageAsync(town, "c1", page => page.Rings, Pace);
        Assert.Null((await Emergency(town).CallAsync(new CallPerson(Head, "c3"))).Refused);
        await PageAsync(town, "c3", page => page.Rings, Pace);
        town.Cluster.Calls.Method = nameof(IPagerGrain.PageAsync);
        Assert.Null((await Emergency(town).StandDownAsync(new StandDown(Head, Outcome.NoDanger, "平安"))).Refused);
        Assert.Null((await town.Request("r1").RaiseAsync(new RaiseLevel(Head, RiskLevel.HighRisk, "他说不想活了"))).Refused);
        await town.Cluster.UntilAsync(() => Emergency(town).BriefAsync(), brief => brief!.State == EmergencyState.Open, Pace);
        Assert.DoesNotContain((await Emergency(town).GetAsync(Head)).Value!.People, row => row.Account == "c3");

        town.Cluster.Calls.Method = null;

        await town.Cluster.UntilAsync(async () => (await Pager(town, "c3").ListAsync()).Pages.Length, pages => pages == 0, Pace);
        Assert.NotEmpty((await Pager(town, "c1").ListAsync()).Pages);
    }

    /// <summary>Asks the cluster something beside, so that the clock does not run away from what it moves.</summary>
    private static async Task<int> SlowlyAsync(Town town, Func<int> read)
    {
        await Emergency(town).BriefAsync();
        return read();
    }

    private sealed class Phone : IPagerObserver
    {
        private int _round;

        public int Round => Volatile.Read(ref _round);

        public void PageCame(string account, PageView page) => Volatile.Write(ref _round, page.Round);
    }
}
