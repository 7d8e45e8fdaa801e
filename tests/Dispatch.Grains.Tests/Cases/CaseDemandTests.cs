using System.Collections.Immutable;
using Dispatch.Contracts;
using Dispatch.Contracts.Care;
using Dispatch.Contracts.Emergencies;
using Dispatch.Contracts.Records;
using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Responders;
using Dispatch.Domain.Cases;
using Dispatch.Grains.Tests.Clusters;
using static Dispatch.Grains.Tests.Cases.Practice;

namespace Dispatch.Grains.Tests.Cases;

/// <summary>What a case asks of whoever serves it, through the actors: who is offered the request, who keeps the case, and what the record says.</summary>
public class CaseDemandTests
{
    private static readonly Actor Coordinator = new("coordinator.zhuoda", Role.Coordinator, Town.Station);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(10);

    [Fact]
    public async Task Population_OfARequest_IsOfferedToWhoIsCompetentAlone()
    {
        await using var practice = await OpenAsync(Mei, Lan, Yun);
        await QualifyAsync(practice, Lan, Population.Minors);

        await AskAsync(practice, "r1", [Population.Minors]);

        await practice.Cluster.UntilAsync(async () => await practice.Counsellor(Lan).OffersAsync(), offers => offers.Length > 0, Step);
        Assert.Empty(await practice.Counsellor(Mei).OffersAsync());
        Assert.Empty(await practice.Counsellor(Yun).OffersAsync());
        var shown = (await practice.Town.Request("r1").CandidatesAsync(Coordinator)).Value!.Candidates;
        Assert.Contains(shown, each => each.ResponderId == Mei && each.WhyNot.Contains("unsuited"));
        Assert.DoesNotContain(shown.SelectMany(each => each.WhyNot), code => code is "competence" or "conflict");
    }

    [Fact]
    public async Task Danger_WithNobodyCompetent_IsOfferedAllTheSameAndTheSupervisorStandsBeside()
    {
        await using var practice = await OpenAsync(Mei, Lan);

        await AskAsync(practice, "r1", [Population.DrugRecovery], danger: true);

        var offers = await practice.Cluster.UntilAsync(async () => await practice.Counsellor(Mei).OffersAsync(), all => all.Length > 0, TimeSpan.FromSeconds(1));
        Assert.Null((await practice.Counsellor(Mei).AnswerAsync(new AnswerOffer(offers[0].Id, Answer.Accept, null, null))).Refused);
        var row = await practice.RowAsync("r1", each => each.Owner == Mei);
        Assert.True(row!.AsksAdvice);
        var demand = (await practice.Case("r1").DemandAsync(As(Head))).Value!;
        Assert.Equal<Population>([Population.DrugRecovery], demand.Lacking);
        await practice.Cluster.UntilAsync(
            () => practice.Cluster.Grains.GetGrain<ICareNoticesGrain>(Head).ListAsync(), notices => notices.Any(each => each.Kind == CareNoticeKind.AdviceAsked), Step);
    }

    [Fact]
    public async Task Conflict_OfTheOwner_ClosesTheCaseAndTheRequestAndAnotherHasIt()
    {
        await using var practice = await OpenAsync(Mei, Lan, Yun);
        var (held, row) = await practice.OpenedAsync("r1");
        var owner = row.Owner!;

        Assert.Null((await held.NameConflictAsync("k1", new NameConflict(As(owner), owner, true, "他是我表弟"))).Refused);
        Assert.Null((await held.NameConflictAsync("k1", new NameConflict(As(owner), owner, true, "他是我表弟"))).Refused);

        var after = await practice.RowAsync("r1", each => each.Owner != owner && each.Deputy != owner);
        Assert.NotEqual(owner, after!.Human);
        Assert.Equal(RefusalCode.AccessDenied, (await held.GetAsync(As(owner))).Refused!.Code);
        Assert.Equal(RefusalCode.AccessDenied, (await held.DemandAsync(As(owner))).Refused!.Code);
        await practice.Cluster.UntilAsync(
            async () => (await practice.Town.Request("r1").GetAsync(Coordinator)).Value!,
            view => view.Assignments.All(each => each.ResponderId != owner || each.State == AssignmentState.Withdrawn),
            Step);
        Assert.Equal(RefusalCode.RequestUnknown, (await practice.Town.Request("r1").GetAsync(As(owner).By)).Refused!.Code);
        Assert.Equal(RefusalCode.ResponderIneligible, (await held.HandOverAsync("k2", As(Head), owner, after.Owner!, "back to her")).Refused!.Code);
        var reasons = (await held.DemandAsync(As(Head))).Value!.Reasons;
        Assert.Equal(("conflict", owner, "他是我表弟"), (reasons[0].What, reasons[0].About, reasons[0].Reason));
        await practice.Cluster.UntilAsync(
            () => Task.FromResult(practice.Cluster.Record.Of("zhuoda").ToList()), entries => entries.Any(entry => entry.Action == RecordActions.CaseConflict), Step);
    }

    [Fact]
    public async Task Conflict_NamedAtIntake_KeepsTheCounsellorFromOfferDeskAndTaking()
    {
        await using var practice = await OpenAsync(Mei, Lan);

        await AskAsync(practice, "r1", [], conflicts: [Mei]);

        await practice.Cluster.UntilAsync(async () => await practice.Counsellor(Lan).OffersAsync(), offers => offers.Length > 0, Step);
        Assert.Empty(await practice.Counsellor(Mei).OffersAsync());
        await practice.RowAsync("r1", each => each.Bars(Mei));
        Assert.Equal(RefusalCode.AccessDenied, (await practice.Case("r1").AcceptAsync("k1", new AcceptCase(As(Mei), Lan))).Refused!.Code);

        // Whoever may not serve may speak of danger all the same.
        Assert.Null((await practice.Case("r1").RaiseAsync("k2", new RaiseLevel(As(Mei).By, RiskLevel.Serious, "heard him cry"))).Refused);
    }

    [Fact]
    public async Task Danger_WithAConflict_CallsEverybodyButThatCounsellor()
    {
        await using var practice = await OpenAsync(Mei, Lan);

        await AskAsync(practice, "r1", [], danger: true, conflicts: [Mei]);

        var emergency = practice.Cluster.Grains.GetGrain<IEmergencyGrain>("r1");
        var seen = await practice.Cluster.UntilAsync(() => emergency.GetAsync(As(Head).By), reply => reply.Value?.People.Any(each => each.Account == Lan) == true, Step);
        Assert.DoesNotContain(seen.Value!.People, each => each.Account == Mei);
        Assert.Equal(RefusalCode.EmergencyUnknown, (await emergency.GetAsync(As(Mei).By)).Refused!.Code);
        Assert.Empty((await practice.Cluster.Grains.GetGrain<IPagerGrain>(Mei).ListAsync()).Pages);
    }

    [Fact]
    public async Task Demand_AfterACrash_ReachesTheRequest()
    {
        await using var practice = await OpenAsync(Mei, Lan);
        var (held, row) = await practice.OpenedAsync("r1");
        Assert.Null((await held.NamePopulationsAsync("k1", new NamePopulations(As(row.Owner!), [Population.Elders], "she is 81"))).Refused);
        await practice.Cluster.KillEverySiloAsync();

        await practice.Cluster.UntilAsync(() => practice.Case("r1").DemandAsync(As(Head)), seen => seen.Value?.Populations.Contains(Population.Elders) == true, Step);
        Assert.Null((await practice.Counsellor(row.Owner!).HandBackAsync("r1", "ill")).Refused);
        await practice.Cluster.UntilAsync(
            async () => (await practice.Town.Request("r1").CandidatesAsync(Coordinator)).Value!.Candidates,
            all => all.Any(each => each.WhyNot.Contains("unsuited")),
            Step);
    }

    private static async Task QualifyAsync(Practice practice, string who, params ImmutableArray<Population> competences) =>
        Assert.Null((await practice.Counsellor(who).QualifyAsync(new Qualify(As(Head).By, null, null, competences, "certificate seen"))).Refused);

    private static async Task AskAsync(
        Practice practice, string id, ImmutableArray<Population> populations, bool danger = false, ImmutableArray<string> conflicts = default)
    {
        var draft = new RequestDraft("counselling", "想找人说说话", Location: Town.Centre, RiskCue: danger);
        var command = new SubmitRequest(draft, Coordinator, "digest") { Demand = new CareDemand(populations, conflicts.IsDefault ? [] : conflicts, 0) };
        Assert.Null((await practice.Town.Request(id).SubmitAsync(command)).Refused);
    }
}
