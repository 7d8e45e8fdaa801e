using Dispatch.Contracts;
using Dispatch.Contracts.Accounts;
using Dispatch.Contracts.Care;
using Dispatch.Contracts.Chats;
using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Stations;
using Dispatch.Domain.Cases;
using static Dispatch.Grains.Tests.Cases.Practice;

namespace Dispatch.Grains.Tests.Cases;

/// <summary>People leave, processes die, words were deleted before: a case goes on all the same.</summary>
public class CaseLifeTests
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(10);

    [Fact]
    public async Task Owner_WhoHandsTheRequestBack_IsFollowedByTheDeputyAndIsOutOfTheChat()
    {
        await using var practice = await OpenAsync(Mei, Lan, Yun);
        var (held, row) = await practice.OpenedAsync("r1");
        var chat = practice.Cluster.Grains.GetGrain<IChatGrain>("r1");
        Assert.Null((await chat.WriteAsync(new WriteMessage(As(row.Owner!).By, "m-counsellor", "你好"))).Refused);

        Assert.Null((await practice.Counsellor(row.Owner!).HandBackAsync("r1", "ill")).Refused);

        var after = await practice.RowAsync("r1", each => each.Owner != row.Owner);
        Assert.Equal((row.Deputy, false), (after!.Owner, after.OwnerLeft));
        Assert.NotEqual(row.Owner, after.Deputy);
        Assert.Equal(RefusalCode.AccessDenied, (await held.GetAsync(As(row.Owner!))).Refused!.Code);
        Assert.Equal(RefusalCode.RequestUnknown, (await chat.WriteAsync(new WriteMessage(As(row.Owner!).By, "m-later", "还在"))).Refused!.Code);
        await practice.Cluster.UntilAsync(
            async () => (await chat.ViewAsync(Actor.Resident, 0)).Value!.Messages.Select(message => message.Event).ToList(), seen => seen.Contains(ChatEvent.Dropped), Pace);
    }

    [Fact]
    public async Task Owner_WhoHandsBackWhereNobodyElseIs_StaysNamedAndTheChatCallsForSomebody()
    {
        await using var practice = await OpenAsync(Mei, Lan);
        var (held, row) = await practice.OpenedAsync("r1");

        Assert.Null((await practice.Counsellor(row.Owner!).HandBackAsync("r1", "ill")).Refused);

        var left = await practice.RowAsync("r1", each => each.OwnerLeft && each.Hindered is not null);
        Assert.Equal((row.Owner, row.Deputy, RefusalCode.ResponderIneligible), (left!.Owner, left.Human, left.Hindered));
        await practice.EnrolAsync(Yun, DateTimeOffset.MaxValue);
        Assert.Null((await held.HandOverAsync(practice.Id(), As(Head), row.Deputy!, Yun, "She is ill.")).Refused);
        var given = await practice.RowAsync("r1", each => each.Owner == row.Deputy);
        Assert.Equal((false, null), (given!.OwnerLeft, given.Hindered));
    }

    [Fact]
    public async Task Raise_ThatACaseKeptAndDidNotTellBeforeItsProcessDied_ReachesTheRequestWithinTheMinute()
    {
        await using var practice = await OpenAsync(Mei, Lan);
        var (held, _) = await practice.OpenedAsync("r1");
        practice.Cluster.Storage.Writing = state => state == "request" ? throw new TimeoutException("The row cannot be written.") : Task.CompletedTask;
        Assert.Null((await held.RaiseAsync(practice.Id(), new RaiseLevel(Actor.Resident, RiskLevel.HighRisk, "I want it to end."))).Refused);
        await practice.Cluster.KillEverySiloAsync();
        practice.Cluster.Storage.Writing = _ => Task.CompletedTask;

        practice.Cluster.Clock.Advance(TimeSpan.FromSeconds(61));

        await practice.Cluster.UntilAsync(
            async () => (await practice.Town.Request("r1").GetAsync(new Actor("admin", Role.Admin, null))).Value!.Level, level => level == RiskLevel.HighRisk, Pace);
    }

    [Fact]
    public async Task Case_OpenedAgainAfterItsWordsWereDeleted_LosesItsNewWordsInTheirTime()
    {
        await using var practice = await OpenAsync(Mei, Lan);
        var (held, row) = await practice.OpenedAsync("r1");
        var owner = As(row.Owner!);
        await CloseAsync(practice, held, row.Owner!);
        Assert.Equal(CasePurge.Gone, await held.PurgeAsync(practice.Now));

        Assert.Null((await held.ReopenAsync(practice.Id(), new ReopenCase(owner, "She called again."))).Refused);
        Assert.Null((await held.NoteAsync(practice.Id(), owner, NoteKind.Session, "What she told me now.")).Refused);
        Assert.Equal(CasePurge.Needed, await held.PurgeAsync(practice.Now));
        await CloseAsync(practice, held, row.Owner!);

        Assert.Equal(CasePurge.Gone, await held.PurgeAsync(practice.Now));
        var bare = await practice.SeeAsync("r1", row.Owner!);
        Assert.All(bare.History, happened => Assert.Null(happened.Reason));
        foreach (var note in bare.Notes)
        {
            Assert.Equal("", (await held.ReadNoteAsync(owner, note.Number)).Value!.Text);
        }

        Assert.Equal(CasePurge.Nothing, await held.PurgeAsync(practice.Now));
    }

    [Fact]
    public async Task Note_WhoseCaseCouldNotBeWritten_KeepsTheWordsThatAreSentAgainAndLeavesNoneBehind()
    {
        await using var practice = await OpenAsync(Mei, Lan);
        var (held, row) = await practice.OpenedAsync("r1");
        var owner = As(row.Owner!);
        var writes = 0;
        practice.Cluster.Storage.Writing = state => state == "case" && ++writes >= 2 ? throw new TimeoutException("The row cannot be written.") : Task.CompletedTask;
        await Assert.ThrowsAnyAsync<Exception>(() => held.NoteAsync("same", owner, NoteKind.Session, "First words."));
        await Assert.ThrowsAnyAsync<Exception>(() => held.NoteAsync("never-again", owner, NoteKind.Session, "Never to be found?"));
        practice.Cluster.Storage.Writing = _ => Task.CompletedTask;

        Assert.Null((await held.NoteAsync("same", owner, NoteKind.Session, "Better words.")).Refused);
        Assert.Equal("Better words.", (await held.ReadNoteAsync(owner, 1)).Value!.Text);
        Assert.Equal(RefusalCode.IdempotencyKeyReused, (await held.NoteAsync("same", owner, NoteKind.Session, "Other words.")).Refused!.Code);
        await CloseAsync(practice, held, row.Owner!);
        Assert.Equal(CasePurge.Gone, await held.PurgeAsync(practice.Now));
        Assert.DoesNotContain("words", practice.Cluster.Storage.Text("case-note"), StringComparison.Ordinal);
        Assert.DoesNotContain("Never", practice.Cluster.Storage.Text("case-note"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Owner_WhoMovesToAnotherStation_FindsTheCaseOnTheNewBoard()
    {
        await using var practice = await OpenAsync(Mei, Lan);
        var (held, row) = await practice.OpenedAsync("r1");
        var desk = practice.Cluster.Grains.GetGrain<ICareDeskGrain>(DeskShard.KeyOf("fucheng", "r1"));
        Assert.Empty(await desk.SeenByAsync(row.Owner!));
        var owner = practice.Counsellor(row.Owner!);
        var here = (await practice.Cluster.Grains.GetGrain<IStationGrain>("zhuoda").GetAsync())!;
        Assert.Null((await practice.Cluster.Grains.GetGrain<IStationGrain>("fucheng").ConfigureAsync(here with { Id = "fucheng", Areas = [] })).Refused);
        Assert.Null((await owner.EnrolAsync((await owner.ProfileAsync())! with { StationId = "fucheng" })).Refused);

        practice.Cluster.Clock.Advance(TimeSpan.FromHours(1));
        await held.ShowAsync();

        var found = await practice.Cluster.UntilAsync(() => desk.SeenByAsync(row.Owner!), rows => rows.Length > 0, Pace);
        Assert.Equal(row.Owner, found[0].Owner);
        Assert.Empty(await desk.ListAsync());
        Assert.Empty(await desk.SeenByAsync("somebody"));
    }

    [Fact]
    public async Task Supervisor_WhoIsAsked_HasANoticeWithoutWordsThatSurvivesEverySilo()
    {
        await using var practice = await OpenAsync(Mei, Lan);
        var (held, row) = await practice.OpenedAsync("r1");
        var notices = practice.Cluster.Grains.GetGrain<ICareNoticesGrain>(Head);
        practice.Cluster.Storage.Writing = state => state == "care-notices" ? throw new TimeoutException("The row cannot be written.") : Task.CompletedTask;
        Assert.Null((await held.AskAsync(practice.Id(), As(row.Owner!), "She names a way; what now?")).Refused);
        await practice.Cluster.KillEverySiloAsync();
        practice.Cluster.Storage.Writing = _ => Task.CompletedTask;

        practice.Cluster.Clock.Advance(TimeSpan.FromSeconds(61));

        var told = await practice.Cluster.UntilAsync(() => notices.ListAsync(), all => all.Any(each => each.Kind == CareNoticeKind.AdviceAsked), Pace);
        var asked = told.Single(each => each.Kind == CareNoticeKind.AdviceAsked);
        Assert.Equal("r1", asked.CaseId);
        await notices.SeenAsync("r1", asked.Number);
        await practice.Cluster.KillEverySiloAsync();
        Assert.DoesNotContain(await notices.ListAsync(), each => each.Number == asked.Number);
    }

    [Fact]
    public async Task FollowUp_ThatIsDue_IsToldToItsOwnerWhereverTheOwnerWorks()
    {
        await using var practice = await OpenAsync(Mei, Lan);
        var (_, row) = await practice.OpenedAsync("r1", danger: true);

        practice.Cluster.Clock.Advance(TimeSpan.FromHours(24));

        var told = await practice.Cluster.UntilAsync(
            () => practice.Cluster.Grains.GetGrain<ICareNoticesGrain>(row.Owner!).ListAsync(), all => all.Any(each => each.Kind == CareNoticeKind.FollowUpDue), Pace);
        Assert.Equal(1, told.Single(each => each.Kind == CareNoticeKind.FollowUpDue).FollowUp);
    }

    [Fact]
    public async Task Notices_OfAnAccountThatIsClosed_GoAndNoneIsKeptThereAgain()
    {
        await using var practice = await OpenAsync();
        var notices = practice.Cluster.Grains.GetGrain<ICareNoticesGrain>("gone");
        var account = new Account("gone", "Demo", Role.Counsellor, "zhuoda", "", "stamp");
        Assert.Null((await practice.Cluster.Grains.GetGrain<IAccountGrain>("gone").PutAsync(account, null)).Refused);
        await notices.NoteAsync(new CareNotice("r1", 1, CareNoticeKind.Raised, practice.Now));
        Assert.Single(await notices.ListAsync());

        Assert.Null((await practice.Cluster.Grains.GetGrain<IAccountGrain>("gone").PutAsync(account with { Phase = AccountPhase.Closed }, "stamp")).Refused);
        await notices.NoteAsync(new CareNotice("r1", 2, CareNoticeKind.Raised, practice.Now));

        Assert.Empty(await notices.ListAsync());
        await practice.Cluster.KillEverySiloAsync();
        Assert.Empty(await notices.ListAsync());
    }

    private static async Task CloseAsync(Practice practice, ICaseGrain held, string account)
    {
        var owner = As(account);
        Assert.Null((await held.ContactAsync(practice.Id(), new RecordContact(owner, ContactWay.Station), "What she told me.")).Refused);
        var version = (await practice.SeeAsync("r1", account)).Level.Version;
        Assert.Null((await held.ConfirmAsync(practice.Id(), new ConfirmLevel(owner.By, RiskLevel.General, "A calm talk.", version), met: true)).Refused);
        Assert.Null((await held.CloseAsync(practice.Id(), new CloseCase(owner, "Done."))).Refused);
        practice.Cluster.Clock.Advance(TimeSpan.FromDays(30));
        foreach (var clock in (await practice.SeeAsync("r1", account)).FollowUps.Where(each => each is { Outcome: null, Successor: null }))
        {
            Assert.Null((await held.TryAsync(practice.Id(), new RecordTry(owner, clock.Number, ContactWay.Call, ContactResult.Reached), null)).Refused);
        }
    }
}
