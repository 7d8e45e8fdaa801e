using System.Collections.Immutable;
using Dispatch.Contracts;
using Dispatch.Contracts.Care;
using Dispatch.Contracts.Matching;
using Dispatch.Contracts.Requests;
using Dispatch.Domain.Matching;
using Dispatch.Domain.Requests;
using Dispatch.Domain.Tests.Matching;

namespace Dispatch.Domain.Tests.Requests;

/// <summary>What a request asks of its counsellors: competences for populations, and nobody with a conflict of interest.</summary>
public class DemandRulesTests
{
    private static readonly DateTimeOffset Now = Scene.Noon;

    public static TheoryData<Population, RiskLevel, int, bool> Cells()
    {
        var cells = new TheoryData<Population, RiskLevel, int, bool>();
        foreach (var population in Enum.GetValues<Population>())
        {
            foreach (var level in Enum.GetValues<RiskLevel>())
            {
                // The competence is required; at High-risk from the second wave on, nobody waits for it.
                cells.Add(population, level, 1, true);
                cells.Add(population, level, 2, level != RiskLevel.HighRisk);
            }
        }

        return cells;
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void Competence_ByPopulationLevelAndWave_IsRequiredSaveInTheSecondWaveOfAnEmergency(Population population, RiskLevel level, int wave, bool required)
    {
        var request = Asking(new CareDemand([population], [], 1)) with { Level = level };

        foreach (var query in Queries(request, wave))
        {
            Assert.Equal<Population>(required ? [population] : [], query.Populations);
            foreach (var held in Enum.GetValues<Population>())
            {
                var card = Someone.Counsellor.With(p => p with { Competences = [held], StationId = query.Stations[0] });
                var asked = query with { Skills = [], Stations = [card.Profile.StationId] };
                Assert.Equal(required && held != population, Gates.Check(card, asked, Now).Contains("competence"));
            }
        }
    }

    [Fact]
    public void Population_OfAnOrdinaryRequest_IsAskedOfNobody() =>
        Assert.All(
            MatchPlan.Queries(new Scene("escort").Request with { Demand = new CareDemand([Population.Elders], [], 1) }, Scene.Catalogue.Find("escort")!, Scene.Station, 1, Now),
            each => Assert.Empty(each.Query.Populations));

    [Fact]
    public void Offer_OfAVolunteer_CarriesNoPopulationAndNobodyElsesConflict()
    {
        var scene = new Scene("counselling").Ask(ResponderKind.Counsellor, "li", "wu");
        var request = scene.Request with { Demand = new CareDemand([Population.Corrections], ["wu", "zhao"], 1) };
        MatchQuery To(Offer offer) => MatchPlan.ForOffer(request, offer, scene.Service, Scene.Station, Now);

        Assert.Equal<Population>([Population.Corrections], To(scene.Offer("li")).Populations);
        Assert.Empty(To(scene.Offer("li")).Conflicts);
        Assert.Equal<string>(["wu"], To(scene.Offer("wu")).Conflicts);
        Assert.Empty(To(scene.Offer("li") with { Kind = ResponderKind.Volunteer }).Populations);
    }

    [Theory]
    [InlineData(Role.Resident, false)]
    [InlineData(Role.Volunteer, false)]
    [InlineData(Role.Admin, false)]
    [InlineData(Role.Counsellor, true)]
    [InlineData(Role.Coordinator, true)]
    [InlineData(Role.StationHead, true)]
    public void Demand_AtIntake_IsNamedByStaffOfTheStationAlone(Role role, bool taken)
    {
        var command = new SubmitRequest(new RequestDraft("counselling", Location: Scene.Home), new Actor("who", role, "zhuoda"), "digest")
        {
            Demand = new CareDemand([Population.Elders, Population.Minors, Population.Elders], ["li", "li"], 7),
        };

        var intake = IntakeRules.Check(command, Scene.Catalogue, DataFiles.Cues, [Scene.Station], Now);

        Assert.Equal(taken, intake.Refused is null);
        if (taken)
        {
            var demand = SubmitRules.Create("r1", intake.Value!, 0).Demand!;
            Assert.Equal<Population>([Population.Minors, Population.Elders], demand.Populations);
            Assert.Equal(("li", 0L), (Assert.Single(demand.Conflicts), demand.Version));
        }
    }

    [Fact]
    public void Demand_ThatIsNone_IsRefused()
    {
        Assert.Equal(RefusalCode.InputInvalid, DemandRules.Check([(Population)99])!.Code);
        Assert.Equal(RefusalCode.InputTooLarge, DemandRules.CheckAccounts([.. Enumerable.Range(0, 21).Select(n => $"c{n}")])!.Code);
        Assert.Equal(RefusalCode.InputInvalid, DemandRules.CheckAccounts(["no account"])!.Code);
        Assert.Null(DemandRules.CheckAccounts([.. Enumerable.Range(0, 20).Select(n => $"c{n}")]));
    }

    [Theory]
    [InlineData(RiskLevel.General)]
    [InlineData(RiskLevel.Serious)]
    public void Conflict_OfWhoHasTheTask_TakesItAndLooksAgain(RiskLevel level)
    {
        var scene = Raised(level).Ask(ResponderKind.Counsellor, "li").Answer("li", Answer.Accept);

        scene.To(DemandRules.Hear(scene.Request, new CareDemand([], ["li"], 1), Scene.Station, scene.Now));

        Assert.Equal(AssignmentState.Withdrawn, scene.Assignment("li").State);
        Assert.Equal((RequestState.Matching, true), (scene.Request.State, scene.Request.Front));
        Assert.Contains(scene.Request.Outbox, item => item is { Kind: OutboxKind.Withdraw, ResponderId: "li" });
        Assert.All(Queries(scene.Request, 1), query => Assert.Contains("li", query.Conflicts));
        Assert.DoesNotContain(scene.Request.Timeline, entry => entry is { What: "handed-back", Note: not null });
    }

    [Fact]
    public void Conflict_InAnEmergency_LeavesWhoIsThereBesideUncountedAndNeverAsLead()
    {
        var scene = Raised(RiskLevel.HighRisk).Ask(ResponderKind.Counsellor, "li", "wu").Answer("li", Answer.Accept, crisis: true).Answer("wu", Answer.Accept, crisis: true);
        var needed = scene.Request.RespondersNeeded;
        Assert.True(scene.Assignment("li").Lead);

        scene.To(DemandRules.Hear(scene.Request, new CareDemand([], ["li"], 1), Scene.Station, scene.Now));

        Assert.Equal((true, false, true), (scene.Assignment("li").Stands, scene.Assignment("li").Lead, scene.Assignment("wu").Lead));
        Assert.Equal((needed + 1, 1), (scene.Request.RespondersNeeded, scene.Request.Missing()));
        Assert.Equal(RequestState.Matching, scene.Request.State);
    }

    [Fact]
    public void Demand_HeardOnce_ChangesNothingAgainAndAnOlderOneNever()
    {
        var scene = Raised(RiskLevel.Serious).Ask(ResponderKind.Counsellor, "li");
        var demand = new CareDemand([Population.Minors], ["zhao"], 2);
        scene.To(DemandRules.Hear(scene.Request, demand, Scene.Station, scene.Now));

        Assert.Equal(OfferState.Withdrawn, scene.Offer("li").State);
        Assert.Same(scene.Request, DemandRules.Hear(scene.Request, demand, Scene.Station, scene.Now));
        Assert.Same(scene.Request, DemandRules.Hear(scene.Request, new CareDemand([], [], 1), Scene.Station, scene.Now));
    }

    [Fact]
    public void Candidate_WhoDoesNotSuit_IsShownWithoutTheReason()
    {
        var view = new CandidateView("li", "Li", ResponderKind.Counsellor, "zhuoda", false, 0, null, null, [], ["skill", "competence", "conflict"]);

        var masked = DemandRules.Mask([view])[0];

        Assert.Equal<string>(["skill", "unsuited"], masked.WhyNot);
        var refused = HandRules.Dispatch(Raised(RiskLevel.Serious).Request, new DispatchByHand(Scene.Coordinator, "li", "only she is near"), view, Scene.Station, Now).Refused!;
        Assert.DoesNotContain("conflict", refused.Detail, StringComparison.Ordinal);
    }

    private static Scene Raised(RiskLevel level) => level == RiskLevel.General ? new Scene("counselling") : new Scene("counselling").Raise(level);

    private static Request Asking(CareDemand demand) => new Scene("counselling").Request with { Demand = demand };

    private static ImmutableArray<MatchQuery> Queries(Request request, int wave) =>
        [.. MatchPlan.Queries(request, Scene.Catalogue.Find("counselling")!, Scene.Station, wave, Now).Select(each => each.Query)];
}
