using Dispatch.Contracts;
using Dispatch.Domain.Catalogue;
using Dispatch.Domain.Demo;
using Dispatch.Domain.Triage;
using Shouldly;

namespace Dispatch.Domain.Tests.Demo;

public sealed class LivePlanTests
{
    private static readonly LivePlan Plan = LivePlan.Parse(DataFiles.Text("demo/live.json"), DataFiles.Catalogue);

    private static readonly DemoData Set = DemoData.Parse(
        new(DataFiles.Text("demo/areas.json"), DataFiles.Text("demo/stations.json"), DataFiles.Text("demo/people.json")), DataFiles.Catalogue);

    [Fact]
    public void Mix_EveryPhraseInBothLanguages_IsGradedAsThePlanExpects()
    {
        foreach (var need in Plan.Mix)
        {
            foreach (var words in need.Phrases.SelectMany(phrase => new[] { phrase.Zh, phrase.En }))
            {
                TriageRules.Assess(DataFiles.Catalogue.Find(need.Service)!, false, DataFiles.Cues.Find(words)).Level.ShouldBe(need.Expect, words);
            }
        }
    }

    [Fact]
    public void Ask_AThousandTimes_StaysInTheStationAndMostlyGeneral()
    {
        foreach (var station in Plan.Stations)
        {
            var facts = Set.Stations.Single(known => known.Id == station.StationId);
            var drafts = Enumerable.Range(0, 1_000).Select(number => Plan.Ask(station, facts, seed: 1, number)).ToList();

            drafts.ShouldAllBe(draft => facts.Areas.Any(area => area.Code == draft.Area) && draft.Location != null);
            drafts.Select(draft => draft.Service).Distinct().Count().ShouldBe(Plan.Mix.Select(need => need.Service).Distinct().Count());
            drafts.Count(draft => TriageRules.Assess(DataFiles.Catalogue.Find(draft.Service)!, draft.RiskCue, DataFiles.Cues.Find(draft.Description)).Level
                == RiskLevel.HighRisk).ShouldBeInRange(1, 30);
        }
    }

    [Fact]
    public void Ask_SameSeed_SameRequest()
    {
        var facts = Set.Stations[0];

        Plan.Ask(Plan.Stations[0], facts, 7, 3).ShouldBe(Plan.Ask(Plan.Stations[0], facts, 7, 3));
        Plan.Ask(Plan.Stations[0], facts, 7, 3).ShouldNotBe(Plan.Ask(Plan.Stations[0], facts, 8, 3));
    }

    [Fact]
    public void Pause_OverADay_ComesToTheStatedRate()
    {
        var station = Plan.Stations[0];
        var pauses = Enumerable.Range(0, 24_000).Select(number => 1 / Plan.Pause(station, number % 24, 1, number / 24).TotalHours).Order().ToList();
        var busy = Enumerable.Range(0, 2_000).Average(number => Plan.Pause(station, 8, 1, number).TotalMinutes);
        var night = Enumerable.Range(0, 2_000).Average(number => Plan.Pause(station, 2, 1, number).TotalMinutes);

        pauses[0].ShouldBeGreaterThanOrEqualTo(1);
        busy.ShouldBeInRange(0.6, 0.9);
        night.ShouldBeInRange(5, 9);
    }

    [Theory]
    [InlineData("volunteer1.zhuoda", false)]
    [InlineData("volunteer20.fucheng", false)]
    [InlineData("volunteer21.zhuoda", true)]
    [InlineData("volunteer60.fucheng", true)]
    [InlineData("volunteer61.fucheng", false)]
    [InlineData("counsellor1.fucheng", false)]
    [InlineData("counsellor6.fucheng", true)]
    [InlineData("volunteer.zhuoda", false)]
    [InlineData("head.zhuoda", false)]
    public void Helpers_LowNumbers_AreLeftToVisitors(string id, bool plays) => Plan.Helpers.Plays(id).ShouldBe(plays);

    [Fact]
    public void Helpers_FartherAway_AcceptLessOften()
    {
        var near = Enumerable.Range(0, 2_000).Count(number => Plan.Helpers.Answer($"offer-{number}", "volunteer21.zhuoda", 500, 1).Accepts);
        var far = Enumerable.Range(0, 2_000).Count(number => Plan.Helpers.Answer($"offer-{number}", "volunteer21.zhuoda", 6_000, 1).Accepts);

        near.ShouldBeInRange(1_120, 1_280);
        far.ShouldBeInRange(520, 680);
    }

    [Theory]
    [InlineData("\"service\": \"escort\"", "\"service\": \"taxi\"", "unknown service 'taxi'")]
    [InlineData("\"hourWeights\": [2, ", "\"hourWeights\": [", "must hold 24 numbers, not 23")]
    [InlineData("\"english\": 0.1", "\"english\": 1.1", "english: must be a number from 0 to 1")]
    public void Parse_FaultyPlan_NamesThePath(string good, string bad, string fault) =>
        Should.Throw<DataFaultsException>(() => LivePlan.Parse(
            DataFiles.Text("demo/live.json").Replace(good, bad, StringComparison.Ordinal), DataFiles.Catalogue)).Message.ShouldContain(fault);
}
