using Dispatch.Contracts;
using Dispatch.Contracts.Care;
using Dispatch.Contracts.Incidents;
using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Responders;
using Dispatch.Grains.Tests.Clusters;
using Dispatch.Grains.Tests.Emergencies;

namespace Dispatch.Grains.Tests.Incidents;

/// <summary>A person of an incident and the case of the person's request: both show one level, whichever side it was decided on.</summary>
public class IncidentCaseTests
{
    private const string Id = "zhuoda.1";
    private static readonly Actor Coordinator = new("coordinator.zhuoda", Role.Coordinator, Town.Station);
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(100);

    [Fact]
    public async Task Level_LoweredInTheCaseWhileTheIncidentCannotBeWritten_IsLoweredInTheQueueAfterEverySiloDied()
    {
        await using var town = await Crisis.TownAsync();
        await EnterAsync(town, RiskLevel.Serious);
        var (owner, version) = await OpenedAsync(town);

        town.Cluster.Storage.Writing = state => state == "incident" ? throw new IOException("the disk is full") : Task.CompletedTask;
        Assert.Null((await Case(town).ConfirmAsync("lower", new ConfirmLevel(Crisis.Of(owner), RiskLevel.General, "已平静，家属陪同", version), met: true)).Refused);
        await town.Cluster.KillEverySiloAsync();
        town.Cluster.Storage.Writing = null;
        await town.Cluster.TouchAsync();

        var person = await PersonAsync(town, each => each.Level.Level == RiskLevel.General);
        Assert.False(person.Level.Unanswered);
        Assert.Null(person.CaseLevel);
        Assert.Equal(owner, person.Level.Changes[^1].By);
        Assert.DoesNotContain(person.Level.Changes, each => each.Reason == "已平静，家属陪同");
    }

    [Fact]
    public async Task RaiseToSerious_OfSomebodyWhoseRequestHasEnded_ReachesTheCase()
    {
        await using var town = await Crisis.TownAsync();
        await EnterAsync(town, RiskLevel.General);
        var (owner, _) = await OpenedAsync(town);
        Assert.Null((await town.Request("p1").CancelAsync(new CancelRequest(Coordinator, "本人说不用了"))).Refused);

        var raise = new RaisePerson(Coordinator, 1, RiskLevel.Serious, "一直发抖，不说话");
        Assert.Null((await Incidents(town).RaiseAsync(Id, raise)).Refused);

        await PersonAsync(town, each => each is { IsPending: false, Level.Level: RiskLevel.Serious });
        var seen = (await Case(town).GetAsync(new CareWorker(Crisis.Of(owner)))).Value!;
        Assert.Equal((RiskLevel.Serious, true), (seen.Level.Level, seen.Level.Unanswered));
        Assert.Equal(("coordinator.zhuoda", "一直发抖，不说话"), (seen.Level.Changes[^1].By, seen.Level.Changes[^1].Reason));
        Assert.Equal(RequestState.Cancelled, (await town.Request("p1").HelpAsync())!.State);
    }

    private static async Task EnterAsync(Town town, RiskLevel level)
    {
        Assert.Null((await Incidents(town).DeclareAsync(new DeclareIncident(Crisis.Head, "fire", "dz", "社区广场", "三号楼起火"))).Refused);
        var person = new EnterPerson(Coordinator, "p1", "t1", "digest1", "化名1", "受惊", null, null, level, false, true);
        Assert.Null((await Incidents(town).EnterAsync(Id, person)).Refused);
    }

    /// <summary>Waits until somebody has accepted the person's request and owns the case.</summary>
    private static async Task<(string Owner, long Version)> OpenedAsync(Town town)
    {
        var (who, offer) = await town.Cluster.UntilAsync(() => OfferAsync(town), found => found.Offer is not null, Pace);
        Assert.Null((await Counsellor(town, who).AnswerAsync(new AnswerOffer(offer!, Answer.Accept, null, null))).Refused);
        var row = await town.Cluster.UntilAsync(() => Case(town).RowAsync(), each => each?.Owner is not null, Pace);
        return (row!.Owner!, (await Case(town).GetAsync(new CareWorker(Crisis.Of(row.Owner!)))).Value!.Level.Version);
    }

    private static async Task<(string Who, string? Offer)> OfferAsync(Town town)
    {
        foreach (var who in new[] { "c1", "c2" })
        {
            if ((await Counsellor(town, who).OffersAsync()).FirstOrDefault(each => each.RequestId == "p1") is { } offer)
            {
                return (who, offer.Id);
            }
        }

        return ("", null);
    }

    private static async Task<IncidentPersonRow> PersonAsync(Town town, Func<IncidentPersonRow, bool> wanted) => (await town.Cluster.UntilAsync(
        async () => (await Incidents(town).GetAsync(Id, Crisis.Head)).Value!.People.Single(), wanted, TimeSpan.FromSeconds(1)))!;

    private static ICounsellorGrain Counsellor(Town town, string id) => town.Cluster.Grains.GetGrain<ICounsellorGrain>(id);

    private static ICaseGrain Case(Town town) => town.Cluster.Grains.GetGrain<ICaseGrain>("p1");

    private static IIncidentGrain Incidents(Town town) => town.Cluster.Grains.GetGrain<IIncidentGrain>(Town.Station);
}
