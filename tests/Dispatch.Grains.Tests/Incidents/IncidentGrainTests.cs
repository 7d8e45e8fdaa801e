using Dispatch.Contracts;
using Dispatch.Contracts.Emergencies;
using Dispatch.Contracts.Incidents;
using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Responders;
using Dispatch.Contracts.Rosters;
using Dispatch.Contracts.Stations;
using Dispatch.Domain.Incidents;
using Dispatch.Domain.Levels;
using Dispatch.Domain.Stations;
using Dispatch.Domain.Triage;
using Dispatch.Grains.Storage;
using Dispatch.Grains.Tests.Clusters;
using Dispatch.Grains.Tests.Emergencies;
using Dispatch.Grains.Tests.Storage;

namespace Dispatch.Grains.Tests.Incidents;

public class IncidentGrainTests
{
    private const string Id = "zhuoda.1";
    private static readonly Actor Coordinator = new("coordinator.zhuoda", Role.Coordinator, Town.Station);
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(100);

    [Fact]
    public async Task Incident_DeclaredTwice_IsOneAndCallsAllStaffAgainUntilSeen()
    {
        await using var town = await Crisis.TownAsync();
        Assert.Equal(Id, (await DeclareAsync(town)).Value!.Id);
        Assert.Equal(Id, (await Incidents(town).DeclareAsync(Fire(Crisis.Of("c1")) with { Kind = "storm" })).Value!.Id);
        Assert.Equal(RefusalCode.EmergencyNotQualified, (await Incidents(town).DeclareAsync(Fire(Crisis.Of("nobody")))).Refused?.Code);

        var view = await ViewAsync(town);
        Assert.Equal(["c1", "c2", "coordinator.zhuoda", "head.zhuoda"], view.Calls.Select(each => each.Account).Order(StringComparer.Ordinal));
        Assert.Null((await Incidents(town).AnswerAsync(Id, new AnswerCall(Crisis.Of("c1"), CallStep.Coming))).Refused);
        town.Cluster.Clock.Advance(TimeSpan.FromSeconds(31));
        view = await town.Cluster.UntilAsync(() => ViewAsync(town), each => each.Calls.Single(call => call.Account == "c2").Round > 1, Pace);
        Assert.Equal(1, view.Calls.Single(call => call.Account == "c1").Round);
        await town.Cluster.UntilAsync(() => Crisis.Entries(town), all => all.Contains("incident.declared") && all.Contains("incident.answered"), Pace);
    }

    [Fact]
    public async Task Declaring_WhileTheRosterIsSilent_IsForTheCrisisQualifiedByTheirOwnRecord()
    {
        await using var town = await Crisis.TownAsync();
        town.Cluster.Calls.Method = nameof(IRosterGrain.CounsellorsAsync);

        Assert.True((await Incidents(town).ListAsync(Crisis.Of("c1"))).Value!.MayDeclare);
        Assert.Equal(RefusalCode.EmergencyNotQualified, (await Incidents(town).DeclareAsync(Fire(Crisis.Of("nobody")))).Refused?.Code);
        Assert.Equal(Id, (await Incidents(town).DeclareAsync(Fire(Crisis.Of("c1")))).Value!.Id);
        Assert.DoesNotContain((await ViewAsync(town)).Calls, each => each.Account == "c2");

        // Once it speaks again, everybody is called.
        town.Cluster.Calls.Method = null;
        await town.Cluster.UntilAsync(() => ViewAsync(town), view => view.Calls.Any(each => each.Account == "c2"), Pace);
        Assert.Null((await Incidents(town).EndAsync(Id, new EndIncident(Crisis.Of("c1"), IncidentOutcome.Over, "已安置"))).Refused);
    }

    [Fact]
    public async Task Declaring_WhileTheOwnRecordIsSilent_IsByWhatTheRosterKnows()
    {
        await using var town = await Crisis.TownAsync();
        town.Cluster.Calls.Method = nameof(IResponderGrain.ProfileAsync);

        Assert.Equal(RefusalCode.EmergencyNotQualified, (await Incidents(town).DeclareAsync(Fire(Crisis.Of("nobody")))).Refused?.Code);
        Assert.Equal(Id, (await Incidents(town).DeclareAsync(Fire(Crisis.Of("c1")))).Value!.Id);
    }

    [Fact]
    public async Task OrdinaryRequests_WhileItRuns_WaitAndGoOnAfterTheEnd()
    {
        await using var town = await Crisis.TownAsync();
        var before = await town.RaiseAsync("r1");
        await DeclareAsync(town);
        await PausedAsync(town, "r1", paused: true);

        // One that comes while it runs is paused before anybody could be asked.
        var after = await town.RaiseAsync("r2");
        Assert.NotNull((await after.HelpAsync())!.PausedAt);
        await town.VolunteerAsync("v1", capacity: 2);
        town.Cluster.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Empty(await town.Volunteer("v1").OffersAsync());

        Assert.Null((await before.ReleaseAsync(new ReleaseRequest(Coordinator, "独居老人"))).Refused);
        await town.OfferAsync("v1", "r1");
        Assert.NotNull((await after.HelpAsync())!.PausedAt);

        Assert.Null((await EndAsync(town)).Refused);
        await town.OfferAsync("v1", "r2");
        string[] told = ["request.paused", "request.resumed", "incident.released"];
        await town.Cluster.UntilAsync(() => Crisis.Entries(town), all => told.All(all.Contains), Pace);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Task_HandedBackWhileItRuns_WaitsBeforeAnybodyIsAsked(bool everySiloDies)
    {
        await using var town = await Crisis.TownAsync();
        await town.VolunteerAsync("v1");
        var request = await town.RaiseAsync("r1");
        var offer = await town.OfferAsync("v1", "r1");
        Assert.Null((await town.Volunteer("v1").AnswerAsync(new AnswerOffer(offer.Id, Answer.Accept, null, null))).Refused);
        await town.Cluster.UntilAsync(() => request.HelpAsync(), help => help!.State == RequestState.Assigned);
        await town.VolunteerAsync("v2", capacity: 2);
        await DeclareAsync(town);
        await town.RaiseAsync("r2");
        await PausedAsync(town, "r2", paused: true);
        if (everySiloDies)
        {
            await town.Cluster.KillEverySiloAsync();
        }

        Assert.Null((await town.Request("r1").HandBackAsync(new HandBack("v1", "家里有急事"))).Refused);

        await town.Cluster.UntilAsync(async () => await town.Request("r1").HelpAsync(), help => help!.PausedAt is not null || help.OffersOpen > 0);
        Assert.Empty(await town.Volunteer("v2").OffersAsync());
        Assert.True((await town.Request("r1").HelpAsync())! is { PausedAt: not null, OffersOpen: 0 });
    }

    [Fact]
    public async Task Pause_WhenEverySiloDiesAfterTheDeclaringAndAfterTheEnd_IsNeitherLostNorKept()
    {
        await using var town = await Crisis.TownAsync();
        await town.RaiseAsync("r1");
        await DeclareAsync(town);
        await town.Cluster.KillEverySiloAsync();
        await town.Cluster.TouchAsync();
        await PausedAsync(town, "r1", paused: true, tick: true);

        Assert.Null((await EndAsync(town)).Refused);
        await town.Cluster.KillEverySiloAsync();
        await town.Cluster.TouchAsync();
        await PausedAsync(town, "r1", paused: false, tick: true);
        await town.Cluster.UntilAsync(() => ViewAsync(town), view => view.Released, Pace);
    }

    [Fact]
    public async Task People_TakenIn_GetTheirRequestsAndNoVolunteerAnybodyAboveGeneral()
    {
        await using var town = await Crisis.TownAsync();
        await town.VolunteerAsync("v1", capacity: 3);
        await DeclareAsync(town);
        Assert.Equal(1, (await EnterAsync(town, 1, RiskLevel.HighRisk, practical: true)).Value!.Number);
        Assert.Equal(2, (await EnterAsync(town, 2, RiskLevel.General, practical: true)).Value!.Number);
        Assert.Equal(1, (await EnterAsync(town, 1, RiskLevel.HighRisk, practical: true)).Value!.Number);

        await town.Cluster.UntilAsync(() => ViewAsync(town), view => view.People.All(each => !each.IsPending), Pace);
        var emergency = await town.Cluster.UntilAsync(() => town.Cluster.Grains.GetGrain<IEmergencyGrain>("p1").BriefAsync(), each => each is not null, Pace);
        Assert.Equal(Town.Station, emergency!.StationId);
        Assert.Null(await town.Request("t1").HelpAsync());

        // The practical help of an incident is not paused by it.
        var task = (await town.Request("t2").HelpAsync())!;
        Assert.True(task is { Level: RiskLevel.General, PausedAt: null });
        await town.OfferAsync("v1", "t2");

        // Raised, the care team is asked and the volunteer hears that the task is off.
        Assert.Null((await Incidents(town).RaiseAsync(Id, new RaisePerson(Coordinator, 2, RiskLevel.Serious, "一言不发"))).Refused);
        await town.Cluster.UntilAsync(async () => await town.Request("p2").HelpAsync(), help => help is { Level: RiskLevel.Serious }, Pace);
        await town.Cluster.UntilAsync(async () => await town.Request("t2").HelpAsync(), help => help is { State: RequestState.Cancelled }, Pace);
    }

    [Fact]
    public async Task Person_TakenInWhileRequestsCannotBeWritten_GetsItAfterEverySiloDied()
    {
        await using var town = await Crisis.TownAsync();
        await DeclareAsync(town);
        town.Cluster.Storage.Writing = state => state == "request" ? throw new IOException("the disk is full") : Task.CompletedTask;
        Assert.Null((await EnterAsync(town, 1, RiskLevel.Serious)).Refused);
        await town.Cluster.KillEverySiloAsync();
        town.Cluster.Storage.Writing = null;

        var view = await town.Cluster.UntilAsync(() => ViewAsync(town), each => !each.People.Single().IsPending, TimeSpan.FromSeconds(1));
        Assert.Equal("p1", view.People.Single().RequestId);
        Assert.Equal(RiskLevel.Serious, (await town.Request("p1").HelpAsync())!.Level);
    }

    [Fact]
    public async Task OpenSet_ThatIsMadeWhileItRuns_HearsOfThePause()
    {
        await using var town = await Crisis.TownAsync();
        await DeclareAsync(town);
        var count = (await town.Cluster.Grains.GetGrain<IStationGrain>(Town.Station).GrowAsync(SetKind.Open, 9)).Open;
        var set = town.Cluster.Grains.GetGrain<IOpenSetGrain>(ShardWalk.Key(Town.Station, count - 1));
        await town.Cluster.UntilAsync(() => set.AddAsync("r9"), entry => entry.Pause?.Incident == Id, TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Person_WhoseRequestRises_RisesInTheQueueAlsoAfterEverySiloDied()
    {
        await using var town = await Crisis.TownAsync();
        await DeclareAsync(town);
        await EnterAsync(town, 1, RiskLevel.General, support: true);
        await town.Cluster.UntilAsync(() => ViewAsync(town), view => view.People.All(each => !each.IsPending), Pace);
        await town.Cluster.KillEverySiloAsync();
        Assert.Null((await town.Request("p1").RaiseAsync(new RaiseLevel(Crisis.Of("c1"), RiskLevel.HighRisk, "说出轻生的话"))).Refused);
        await town.Cluster.UntilAsync(() => ViewAsync(town), view => view.People[0].Level.Level == RiskLevel.HighRisk, Pace);
    }

    [Fact]
    public async Task OpenSet_ThatIsSilent_KeepsNobodyFromBeingTakenInAndLetsNoEndCountBeforeItHasHeard()
    {
        await using var town = await Crisis.TownAsync();
        await town.RaiseAsync("r1");
        var silent = ShardWalk.Order("r1", 8)[0];
        town.Cluster.Calls.Silent = (method, target) => IsPause(method, target) && target.Key.ToString() == ShardWalk.Key(Town.Station, silent);
        var other = Enumerable.Range(2, 20).Select(number => $"r{number}").First(id => ShardWalk.Order(id, 8)[0] != silent);

        // Nobody waits for the set for long: people are taken in and get what they need, and all other sets pause and let go.
        await BesideTheClockAsync(town, async () =>
        {
            Assert.Equal(Id, (await DeclareAsync(town)).Value!.Id);
            var from = town.Cluster.Clock.GetUtcNow();
            Assert.Equal(1, (await EnterAsync(town, 1, RiskLevel.Serious)).Value!.Number);
            await town.Cluster.UntilAsync(() => ViewAsync(town), view => view.People.All(each => !each.IsPending));
            Assert.InRange(town.Cluster.Clock.GetUtcNow() - from, TimeSpan.Zero, TimeSpan.FromSeconds(20));
            Assert.NotNull((await (await town.RaiseAsync(other)).HelpAsync())!.PausedAt);
            Assert.Null((await EndAsync(town)).Refused);
            await PausedAsync(town, other, paused: false);
            Assert.False((await ViewAsync(town)).Released);
        });
        town.Cluster.Calls.Answer();
        await town.Cluster.UntilAsync(() => ViewAsync(town), view => view.Released, Pace);
        Assert.Null((await town.Request("r1").HelpAsync())!.PausedAt);
    }

    [Fact]
    public async Task Incident_DeclaredBeforeEverySetHeardTheEndOfAnother_PausesAndLetsGoOnceForBoth()
    {
        await using var town = await Crisis.TownAsync();
        await town.RaiseAsync("r1");
        await DeclareAsync(town);
        await PausedAsync(town, "r1", paused: true);
        town.Cluster.Calls.Came = (method, target) => _ = IsPause(method, target) ? throw new TimeoutException("The set does not answer.") : 0;
        Assert.Null((await EndAsync(town)).Refused);

        Assert.Equal("zhuoda.2", (await DeclareAsync(town)).Value!.Id);
        Assert.Equal(1, (await EnterAsync(town, 1, RiskLevel.Serious, incident: "zhuoda.2")).Value!.Number);
        Assert.False((await ViewAsync(town)).Released);
        town.Cluster.Calls.Came = null;
        await town.Cluster.UntilAsync(() => ViewAsync(town), view => view.Released, Pace);
        await town.Cluster.UntilAsync(() => TimelineAsync(town), told => told.SequenceEqual(["paused", "resumed", "paused"]), Pace);
        Assert.NotNull((await town.Request("r1").HelpAsync())!.PausedAt);

        Assert.Null((await EndAsync(town, "zhuoda.2")).Refused);
        await PausedAsync(town, "r1", paused: false);
        var both = await town.Cluster.UntilAsync(() => Crisis.Entries(town), all => all.Count(each => each == "incident.released") == 2, Pace);
        Assert.Equal(2, both.Count(each => each == "incident.declared"));
    }

    [Fact]
    public void Row_OfAnIncident_HoldsNoWordNoNameAndNoPlace()
    {
        using var ring = new Ring();
        var now = new DateTimeOffset(2026, 1, 7, 4, 0, 0, TimeSpan.Zero);
        var level = LevelRules.Raise(
            LevelRules.Grade(new TriageOutcome(RiskLevel.General, false, []), now), new RaiseLevel(Coordinator, RiskLevel.Serious, "一言不发"), now).Next!;
        var person = new IncidentPerson(1, "p1", "t1", "digest", "化名", "受惊", "三号楼下", null, level, true, true, "c", Role.Coordinator, now);
        var incident = new Incident(Id, 3, "fire", "dz", "社区广场", "h", Role.StationHead, "起火", now, IncidentState.Ended, [person], [], false,
            new IncidentEnd(now, "h", Role.StationHead, IncidentOutcome.Over, "已安置"));
        var row = ring.Serializer().Serialize(new Stored<IncidentBook> { Value = new IncidentBook([incident], 2, 1) }).ToString();
        foreach (var word in new[] { "化名", "受惊", "三号楼下", "社区广场", "起火", "已安置", "一言不发", "digest" })
        {
            Assert.DoesNotContain(word, row, StringComparison.Ordinal);
        }
    }

    private static DeclareIncident Fire(Actor by) => new(by, "fire", "dz", "社区广场", "三号楼起火");

    private static Task<Reply<IncidentDeclared>> DeclareAsync(Town town) => Incidents(town).DeclareAsync(Fire(Crisis.Head));

    private static Task<Reply> EndAsync(Town town, string incident = Id) => Incidents(town).EndAsync(incident, new EndIncident(Crisis.Head, IncidentOutcome.Over, "已安置"));

    private static Task<Reply<PersonEntered>> EnterAsync(
        Town town, int key, RiskLevel level, bool practical = false, bool support = false, string incident = Id) => Incidents(town).EnterAsync(
        incident, new EnterPerson(Coordinator, $"p{key}", $"t{key}", $"digest{key}", $"化名{key}", "受惊", null, null, level, practical, support));

    private static async Task<IncidentView> ViewAsync(Town town) => (await Incidents(town).GetAsync(Id, Crisis.Head)).Value!;

    private static bool IsPause(string method, GrainId target) => method == nameof(IOpenSetGrain.PauseAsync) && target.Type.ToString() == "open-set";

    /// <summary>Does something that waits until somebody else's patience is over, for which the clock moves beside.</summary>
    private static async Task BesideTheClockAsync(Town town, Func<Task> doing)
    {
        var done = Task.Run(doing);
        await town.Cluster.UntilAsync(() => town.Request("r1").HelpAsync(), _ => done.IsCompleted, TimeSpan.FromMilliseconds(20));
        await done;
    }

    /// <summary>How often and in which order the request was paused.</summary>
    private static async Task<List<string>> TimelineAsync(Town town) =>
        [.. (await town.Request("r1").TimelineAsync(Coordinator)).Value!.Entries.Select(each => each.What).Where(kind => kind is "paused" or "resumed")];

    private static Task<HelpView?> PausedAsync(Town town, string request, bool paused, bool tick = false) => town.Cluster.UntilAsync(
        async () => await town.Request(request).HelpAsync(), help => help!.PausedAt is not null == paused, tick ? TimeSpan.FromSeconds(1) : Pace);

    private static IIncidentGrain Incidents(Town town) => town.Cluster.Grains.GetGrain<IIncidentGrain>(Town.Station);
}
