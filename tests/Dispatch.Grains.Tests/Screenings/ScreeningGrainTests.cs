using System.Collections.Immutable;
using Dispatch.Contracts;
using Dispatch.Contracts.Care;
using Dispatch.Contracts.Chats;
using Dispatch.Contracts.Records;
using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Screenings;
using Dispatch.Contracts.Stations;
using Dispatch.Grains.Tests.Chats;
using Dispatch.Grains.Tests.Clusters;

namespace Dispatch.Grains.Tests.Screenings;

/// <summary>Screenings as actors: danger before everything, answered once, read by the care team alone.</summary>
public class ScreeningGrainTests
{
    private static readonly Actor Coordinator = new("coordinator.zhuoda", Role.Coordinator, Town.Station);

    private static readonly Actor Head = new("head.zhuoda", Role.StationHead, Town.Station);

    private static readonly Actor Li = new("li", Role.Counsellor, Town.Station);

    [Fact]
    public async Task Answers_OfTheResident_AreKeptOnceAndReadByTheCareTeamAlone()
    {
        await using var town = await Town.FoundAsync();
        var screening = await AskedAsync(town);
        var answers = await SafeAsync(screening);

        Assert.False((await screening.AnswerAsync(new AnswerScreening(Actor.Resident, answers))).Value!.Danger);
        await town.Cluster.KillEverySiloAsync();

        Assert.Equal(RefusalCode.ScreeningAnswered, (await screening.AnswerAsync(new AnswerScreening(Actor.Resident, answers))).Refused!.Code);
        Assert.Equal(RefusalCode.ScreeningAnswered, (await screening.FormAsync(Actor.Resident)).Refused!.Code);
        var outcome = (await screening.OutcomeAsync(Li)).Value!;
        var person = town.Cluster.Grains.GetGrain<Dispatch.Contracts.Responders.ICounsellorGrain>("li");
        var licensed = (await person.ProfileAsync())!;
        Assert.Null((await person.EnrolAsync(licensed with { LicensedUntil = town.Cluster.Clock.GetUtcNow() })).Refused);
        Assert.Equal(RefusalCode.LicenceLapsed, (await screening.OutcomeAsync(Li)).Refused!.Code);
        Assert.Null((await person.EnrolAsync(licensed)).Refused);
        Assert.Equal((0, "resident"), (outcome.Screening.Result!.Score, outcome.Screening.AnsweredBy));
        Assert.Equal(answers.Length, outcome.Questions!.Questions.Length);
        foreach (var other in (Actor[])[Coordinator, Head, new("v", Role.Volunteer, Town.Station), new("admin", Role.Admin, null), new("wang", Role.Counsellor, Town.Station)])
        {
            Assert.NotNull((await screening.OutcomeAsync(other)).Refused);
        }

        await town.Cluster.UntilAsync(
            () => Task.FromResult(town.Cluster.Record.Of(Town.Station).Select(entry => entry.Action).ToHashSet()),
            entered => entered.Contains(RecordActions.ScreeningAsked) && entered.Contains(RecordActions.ScreeningAnswered), TimeSpan.FromMilliseconds(100));
    }

    [Fact]
    public async Task Danger_InAnAnswer_RaisesTheLevelAndTellsTheHeadAlsoWhenTheFormIsRefused()
    {
        await using var town = await Town.FoundAsync();
        var screening = await AskedAsync(town);
        ImmutableArray<ScreeningAnswer> part = [new("safe-self", await WorstAsync(screening, "safe-self"))];

        Assert.Equal(RefusalCode.ScreeningIncomplete, (await screening.AnswerAsync(new AnswerScreening(Actor.Resident, part))).Refused!.Code);

        var request = (await town.Request("r").GetAsync(Head)).Value!;
        Assert.Equal((RiskLevel.HighRisk, true), (request.Level, request.LevelProvisional));
        Assert.Contains("screening.station-checklist", request.LevelReasons);
        var notices = (await town.Cluster.Grains.GetGrain<IStationGrain>(Town.Station).NoticesAsync(Head)).Value!.Notices;
        Assert.Equal(StationNotice.ScreeningDanger, Assert.Single(notices).Kind);
        Assert.Null((await screening.FormAsync(Actor.Resident)).Refused);
    }

    [Fact]
    public async Task Raise_ThatFails_LeavesNothingAnswered()
    {
        await using var town = await Town.FoundAsync();
        var screening = await AskedAsync(town);
        var answers = (await SafeAsync(screening)).RemoveAll(each => each.Question == "safe-self").Add(new("safe-self", await WorstAsync(screening, "safe-self")));
        var fails = 1;
        town.Cluster.Storage.Writing = state => state == "request" && fails-- > 0 ? throw new TimeoutException("The row cannot be written.") : Task.CompletedTask;

        await Assert.ThrowsAnyAsync<Exception>(() => screening.AnswerAsync(new AnswerScreening(Actor.Resident, answers)));
        Assert.Null((await screening.FormAsync(Actor.Resident)).Refused);

        Assert.True((await screening.AnswerAsync(new AnswerScreening(Actor.Resident, answers))).Value!.Danger);
        Assert.Equal(RiskLevel.HighRisk, (await town.Request("r").HelpAsync())!.Level);
    }

    [Fact]
    public async Task Screening_AskedAgainWhileItWaits_IsTheSame()
    {
        await using var town = await Town.FoundAsync();
        var screening = await AskedAsync(town);
        var list = town.Cluster.Grains.GetGrain<IScreeningListGrain>("r");

        Assert.Equal(1, (await list.AskAsync(new AskScreening(Coordinator, "", "station-checklist", "zh-CN"))).Value!.Number);
        Assert.Equal(RefusalCode.InstrumentUnavailable, (await list.AskAsync(new AskScreening(Li, "", "phq-9", "zh-CN"))).Refused!.Code);
        await screening.AnswerAsync(new AnswerScreening(Li, await SafeAsync(screening)));
        Assert.Equal(2, (await list.AskAsync(new AskScreening(Coordinator, "", "station-checklist", "en"))).Value!.Number);

        var seen = (await list.ListAsync(Actor.Resident)).Value!.Screenings;
        Assert.Equal([(1, true), (2, false)], seen.Select(each => (each.Number, each.AnsweredAt is not null)));
        Assert.All(seen, each => Assert.Null(each.AskedBy ?? each.AnsweredBy));
        Assert.Equal("li", (await list.ListAsync(Coordinator)).Value!.Screenings[0].AnsweredBy);
    }

    [Fact]
    public async Task Decision_IsALicensedCounsellorsAndStandsOnce()
    {
        await using var town = await Town.FoundAsync();
        var screening = await AskedAsync(town);
        Assert.Equal(RefusalCode.ScreeningIncomplete, (await screening.DecideAsync(new DecideScreening(Li, "每天回访"))).Refused!.Code);
        await screening.AnswerAsync(new AnswerScreening(Actor.Resident, await SafeAsync(screening)));

        Assert.Equal(RefusalCode.AccessDenied, (await screening.DecideAsync(new DecideScreening(Head, "每天回访"))).Refused!.Code);
        Assert.Null((await screening.DecideAsync(new DecideScreening(Li, "每天回访"))).Refused);
        Assert.Equal(RefusalCode.ScreeningAnswered, (await screening.DecideAsync(new DecideScreening(Li, "不必"))).Refused!.Code);

        var outcome = (await screening.OutcomeAsync(Li)).Value!.Screening;
        Assert.Equal(("li", "每天回访"), (outcome.DecidedBy, outcome.Decision));
    }

    [Fact]
    public async Task Answers_OfAScreening_GoWithTheRequest()
    {
        await using var town = await Town.FoundAsync();
        var screening = await AskedAsync(town);
        await screening.AnswerAsync(new AnswerScreening(Actor.Resident, await SafeAsync(screening)));
        var list = town.Cluster.Grains.GetGrain<IScreeningListGrain>("r");
        Assert.Contains("safe-place", town.Cluster.Storage.Text("screening"), StringComparison.Ordinal);

        Assert.Equal(RefusalCode.PrivacyObligation, (await list.EraseAsync()).Refused!.Code);
        Assert.Null((await town.Request("r").CancelAsync(new CancelRequest(Actor.Resident, "x"))).Refused);
        Assert.Null((await list.EraseAsync()).Refused);

        Assert.DoesNotContain("safe-place", town.Cluster.Storage.Text("screening"), StringComparison.Ordinal);
        Assert.Equal(RefusalCode.ScreeningUnknown, (await screening.FormAsync(Actor.Resident)).Refused!.Code);
    }

    private static async Task<IScreeningGrain> AskedAsync(Town town)
    {
        await Counselled.AssignedAsync(town, "r", "li");
        var asked = await town.Cluster.Grains.GetGrain<IScreeningListGrain>("r").AskAsync(new AskScreening(Li, "", "station-checklist", "zh-CN"));
        Assert.Equal(1, asked.Value!.Number);
        return town.Cluster.Grains.GetGrain<IScreeningGrain>("r.1");
    }

    private static async Task<ImmutableArray<ScreeningAnswer>> SafeAsync(IScreeningGrain screening) =>
        [.. (await screening.FormAsync(Actor.Resident)).Value!.Questions.Select(question => new ScreeningAnswer(question.Id, question.Choices[0].Code))];

    private static async Task<string> WorstAsync(IScreeningGrain screening, string question) =>
        (await screening.FormAsync(Actor.Resident)).Value!.Questions.Single(each => each.Id == question).Choices[^1].Code;
}
