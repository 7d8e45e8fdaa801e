using Dispatch.Contracts;
using Dispatch.Contracts.Care;
using Dispatch.Contracts.Records;
using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Responders;
using Dispatch.Domain.Cases;
using static Dispatch.Grains.Tests.Cases.Practice;

namespace Dispatch.Grains.Tests.Cases;

/// <summary>A case as its actor: how it opens, who may act on it, and what survives.</summary>
public class CaseGrainTests
{
    [Fact]
    public async Task Case_OfARequestThatACounsellorAccepts_OpensWithOwnerDeputyAndClocks()
    {
        await using var practice = await OpenAsync(Mei, Lan);

        var (_, row) = await practice.OpenedAsync("r1");

        var seen = await practice.SeeAsync("r1", row.Owner!);
        Assert.Equal((CaseState.Open, CareStep.Ease, RiskLevel.General), (seen.State, seen.Step, seen.Level.Level));
        Assert.NotEqual(seen.Owner, seen.Deputy);
        Assert.Equal((Head, 1), (seen.Supervisor, seen.FollowUps.Length));
        await practice.Cluster.UntilAsync(
            () => Task.FromResult(practice.Cluster.Record.Of("zhuoda").Select(entry => entry.Action).ToList()),
            actions => actions.Contains(RecordActions.CaseAsked) && actions.Contains(RecordActions.CaseOpened),
            TimeSpan.FromMilliseconds(10));
        var desk = practice.Cluster.Grains.GetGrain<ICareDeskGrain>(DeskShard.KeyOf("zhuoda", "r1"));
        await practice.Cluster.UntilAsync(() => desk.ListAsync(), rows => rows.Any(each => each.CaseId == "r1" && each.Owner == row.Owner), TimeSpan.FromMilliseconds(10));
    }

    [Fact]
    public async Task HighRisk_WithNobodyOnDuty_WaitsInTheQueueWithTheHeadAnswerable()
    {
        await using var practice = await OpenAsync();

        await practice.AskAsync("r1", danger: true);

        var row = await practice.RowAsync("r1", _ => true);
        Assert.Equal((null, Head, RiskLevel.HighRisk, true), (row!.State, row.Human, row.Level, row.Unanswered));
        Assert.Equal(RefusalCode.CaseUnknown, (await practice.Case("r1").GetAsync(As(Head))).Refused!.Code);
    }

    [Fact]
    public async Task HighRisk_WithNoColleagueAsDeputy_WaitsAndOpensOnceOneIsThere()
    {
        await using var practice = await OpenAsync(Mei);
        var waiting = await practice.AskAsync("r1", danger: true);
        var offers = await practice.Cluster.UntilAsync(
            async () => await practice.Counsellor(Mei).OffersAsync(), all => all.Length > 0, TimeSpan.FromMilliseconds(10));
        Assert.Null((await practice.Counsellor(Mei).AnswerAsync(new(offers[0].Id, Answer.Accept, null, null))).Refused);
        var row = await practice.RowAsync("r1", each => each.Hindered is not null);
        Assert.Null(row!.Owner);

        await practice.EnrolAsync(Lan, DateTimeOffset.MaxValue);

        Assert.Null((await waiting.AcceptAsync(practice.Id(), new AcceptCase(As(Mei), Lan))).Refused);
        Assert.Equal((Mei, Lan), ((await practice.SeeAsync("r1", Mei)).Owner, (await practice.SeeAsync("r1", Lan)).Deputy));
    }

    [Fact]
    public async Task Level_ConfirmedByTwoAtOnce_IsTheFirstOnes()
    {
        await using var practice = await OpenAsync(Mei, Lan);
        var (held, row) = await practice.OpenedAsync("r1", danger: true);
        var version = (await practice.SeeAsync("r1", row.Owner!)).Level.Version;

        var replies = await Task.WhenAll(
            held.ConfirmAsync("a", new ConfirmLevel(As(Mei).By, RiskLevel.HighRisk, "Seen and spoken to.", version), met: true),
            held.ConfirmAsync("b", new ConfirmLevel(As(Lan).By, RiskLevel.Serious, "Calmer than told.", version), met: true));

        Assert.Single(replies, reply => reply.Refused is null);
        Assert.Equal(RefusalCode.LevelChanged, replies.Single(reply => reply.Refused is not null).Refused!.Code);
        Assert.False((await practice.SeeAsync("r1", row.Owner!)).Level.Provisional);
    }

    [Fact]
    public async Task Raise_OfTheRequest_ReachesTheCaseAndTheOtherWayRound()
    {
        await using var practice = await OpenAsync(Mei, Lan);
        var (held, row) = await practice.OpenedAsync("r1");
        var request = practice.Town.Request("r1");

        Assert.Null((await request.RaiseAsync(new RaiseLevel(new Actor("coordinator.zhuoda", Role.Coordinator, "zhuoda"), RiskLevel.Serious, "Worse."))).Refused);
        await practice.RowAsync("r1", each => each.Level == RiskLevel.Serious && each.Unanswered);
        Assert.Null((await request.RaiseAsync(new RaiseLevel(new Actor("coordinator.zhuoda", Role.Coordinator, "zhuoda"), RiskLevel.Serious, "Again."))).Refused);
        await practice.Cluster.UntilAsync(
            async () => (await practice.SeeAsync("r1", row.Owner!)).Level.Changes.Count(change => change.Step == LevelStep.Warned), count => count == 1);
        Assert.Null((await held.RaiseAsync(practice.Id(), new RaiseLevel(Actor.Resident, RiskLevel.HighRisk, "I want it to end."))).Refused);

        var admin = new Actor("admin", Role.Admin, null);
        await practice.Cluster.UntilAsync(async () => (await request.GetAsync(admin)).Value!.Level, level => level == RiskLevel.HighRisk, TimeSpan.FromMilliseconds(10));
        var level = (await practice.SeeAsync("r1", row.Owner!)).Level;
        Assert.Equal([LevelStep.Graded, LevelStep.Raised, LevelStep.Warned, LevelStep.Raised], level.Changes.Select(change => change.Step));
        var events = (await request.TimelineAsync(admin)).Value!.Entries;
        Assert.DoesNotContain(events, entry => entry.Note?.Contains("end", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task Licence_ThatLapsesMidCase_LeavesTheHandOverAlone()
    {
        await using var practice = await OpenAsync(Mei, Lan, Yun);
        var (held, row) = await practice.OpenedAsync("r1");
        await practice.EnrolAsync(row.Owner!, practice.Now);

        Assert.Equal(RefusalCode.LicenceLapsed, (await held.ContactAsync(practice.Id(), new RecordContact(As(row.Owner!), ContactWay.Call), null)).Refused!.Code);
        Assert.Equal(RefusalCode.LicenceLapsed, (await held.NoteAsync(practice.Id(), As(row.Owner!), NoteKind.Plan, "Words.")).Refused!.Code);
        Assert.Equal(RefusalCode.LicenceLapsed, (await held.GetAsync(As(row.Owner!))).Refused!.Code);

        string[] others = [.. new[] { Mei, Lan, Yun }.Where(account => account != row.Owner)];
        Assert.Null((await held.HandOverAsync(practice.Id(), As(row.Owner!), others[0], others[1], "My licence ended.")).Refused);
        Assert.Equal(others[0], (await practice.SeeAsync("r1", others[0])).Owner);
    }

    [Fact]
    public async Task Caseload_OfACase_IsItsOwnersAndGoesAlongWithAHandOver()
    {
        await using var practice = await OpenAsync(Mei, Lan, Yun);
        var (held, row) = await practice.OpenedAsync("r1");
        Assert.Equal(Caseload.Base, await WeightAsync(practice, row.Owner!, weight => weight > 0));

        string[] others = [.. new[] { Mei, Lan, Yun }.Where(account => account != row.Owner)];
        Assert.Null((await held.HandOverAsync(practice.Id(), As(row.Owner!), others[0], others[1], "A long journey.")).Refused);

        await WeightAsync(practice, row.Owner!, weight => weight == 0);
        await WeightAsync(practice, others[0], weight => weight > 0);
    }

    /// <summary>A counsellor's caseload as the index knows it.</summary>
    private static Task<int> WeightAsync(Practice practice, string account, Func<int, bool> wanted) => practice.Cluster.UntilAsync(
        async () => (await practice.Cluster.Grains.GetGrain<ICounsellorGrain>(account).CaseWeightAsync()), wanted, TimeSpan.FromMilliseconds(10));

    [Fact]
    public async Task Command_ToldAgain_ChangesNothing()
    {
        await using var practice = await OpenAsync(Mei, Lan);
        var (held, row) = await practice.OpenedAsync("r1");
        var owner = As(row.Owner!);

        Assert.Null((await held.ContactAsync("same", new RecordContact(owner, ContactWay.Call), "She slept well.")).Refused);
        await practice.Cluster.KillEverySiloAsync();
        Assert.Null((await held.ContactAsync("same", new RecordContact(owner, ContactWay.Call), "She slept well.")).Refused);
        Assert.Equal(RefusalCode.IdempotencyKeyReused, (await held.SetGoalAsync("same", new SetGoal(owner, "Sleep."))).Refused!.Code);

        var seen = await practice.SeeAsync("r1", row.Owner!);
        Assert.Equal((1, 1, 1), (seen.Contacts.Length, seen.Notes.Length, seen.Contacts[0].NoteNumber));
        Assert.Equal("She slept well.", (await held.ReadNoteAsync(owner, 1)).Value!.Text);
    }

    [Fact]
    public async Task Note_OfACase_IsReadByItsTeamAlone()
    {
        await using var practice = await OpenAsync(Mei, Lan, Yun);
        var (held, row) = await practice.OpenedAsync("r1");
        Assert.Null((await held.NoteAsync(practice.Id(), As(row.Owner!), NoteKind.Session, "What she told me.")).Refused);
        var colleague = new[] { Mei, Lan, Yun }.Single(account => account != row.Owner && account != row.Deputy);

        Assert.Equal("What she told me.", (await held.ReadNoteAsync(As(row.Deputy!), 1)).Value!.Text);
        Assert.Equal(RefusalCode.AccessDenied, (await held.ReadNoteAsync(As(colleague), 1)).Refused!.Code);
        foreach (var role in new[] { Role.Volunteer, Role.Coordinator, Role.Admin, Role.Resident })
        {
            Assert.Equal(RefusalCode.AccessDenied, (await held.ReadNoteAsync(new CareWorker(new Actor("who", role, "zhuoda")), 1)).Refused!.Code);
            Assert.Equal(RefusalCode.AccessDenied, (await held.GetAsync(new CareWorker(new Actor("who", role, "zhuoda")))).Refused!.Code);
        }
    }

    [Fact]
    public async Task FollowUp_OfACaseWhoseSilosDied_IsToldWhenItsTimeComes()
    {
        await using var practice = await OpenAsync(Mei, Lan);
        var (_, row) = await practice.OpenedAsync("r1", danger: true);
        await practice.Cluster.KillEverySiloAsync();

        practice.Cluster.Clock.Advance(TimeSpan.FromHours(24));

        var told = await practice.RowAsync("r1", each => each.Alerts.Length > 0);
        Assert.Contains(told!.Alerts, alert => alert.To == row.Owner && alert.Cause == FollowUpCause.Due);
        Assert.Equal(FollowUpStanding.Overdue, FileViews.At(told, practice.Now).Clocks[0].Standing);
    }

    [Fact]
    public async Task Case_AtSerious_ClosesWithTheSecondSignatureAlone()
    {
        await using var practice = await OpenAsync(Mei, Lan);
        var (held, row) = await practice.OpenedAsync("r1");
        var (owner, second) = (As(row.Owner!), As(row.Deputy!));
        var version = (await practice.SeeAsync("r1", row.Owner!)).Level.Version;
        Assert.Null((await held.ConfirmAsync(practice.Id(), new ConfirmLevel(owner.By, RiskLevel.Serious, "Spoken to.", version), met: true)).Refused);
        Assert.Equal(RefusalCode.CaseSignature, (await held.CloseAsync(practice.Id(), new CloseCase(second, "Done."))).Refused!.Code);
        Assert.Equal(RefusalCode.CaseStep, (await held.HandleAsync(practice.Id(), new HandleCase(owner))).Refused!.Code);

        Assert.Null((await held.ContactAsync(practice.Id(), new RecordContact(owner, ContactWay.Station), null)).Refused);
        Assert.Null((await held.HandleAsync(practice.Id(), new HandleCase(owner))).Refused);
        Assert.Equal(RefusalCode.CaseSamePerson, (await held.CloseAsync(practice.Id(), new CloseCase(owner, "Done."))).Refused!.Code);
        Assert.Null((await held.CloseAsync(practice.Id(), new CloseCase(second, "Done."))).Refused);

        var closed = await practice.SeeAsync("r1", row.Owner!);
        Assert.Equal((CaseState.Closed, row.Owner, row.Deputy), (closed.State, closed.Handled!.By, closed.Closed!.By));
        Assert.Contains(closed.FollowUps, clock => clock.Outcome is null && clock.Successor is null);
    }

    [Fact]
    public async Task Words_OfACaseWhoseFollowUpsAreOver_AreDeletedAndNotBefore()
    {
        await using var practice = await OpenAsync(Mei, Lan);
        var (held, row) = await practice.OpenedAsync("r1");
        var owner = As(row.Owner!);
        var version = (await practice.SeeAsync("r1", row.Owner!)).Level.Version;
        Assert.Null((await held.ContactAsync(practice.Id(), new RecordContact(owner, ContactWay.Station), "What she told me.")).Refused);
        Assert.Null((await held.ConfirmAsync(practice.Id(), new ConfirmLevel(owner.By, RiskLevel.General, "A calm talk.", version), met: true)).Refused);
        Assert.Null((await held.CloseAsync(practice.Id(), new CloseCase(owner, "Done."))).Refused);
        Assert.Equal(CasePurge.Needed, await held.PurgeAsync(practice.Now.AddDays(1)));
        practice.Cluster.Clock.Advance(TimeSpan.FromDays(30));
        Assert.Null((await held.TryAsync(practice.Id(), new RecordTry(owner, 1, ContactWay.Call, ContactResult.Reached), null)).Refused);
        Assert.Equal(CasePurge.Needed, await held.PurgeAsync(practice.Now.AddDays(-1)));

        Assert.Equal(CasePurge.Gone, await held.PurgeAsync(practice.Now));

        Assert.Equal("", (await held.ReadNoteAsync(owner, 1)).Value!.Text);
        var bare = await practice.SeeAsync("r1", row.Owner!);
        Assert.All(bare.Level.Changes, change => Assert.Null(change.Reason));
        Assert.All(bare.History, happened => Assert.Null(happened.Reason));
        Assert.Equal(CasePurge.Nothing, await held.PurgeAsync(practice.Now));
        await practice.Cluster.UntilAsync(
            () => Task.FromResult(practice.Cluster.Record.Forgotten.Contains("case/r1")), forgotten => forgotten, TimeSpan.FromMilliseconds(10));
    }
}
