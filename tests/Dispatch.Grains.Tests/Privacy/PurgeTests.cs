using Dispatch.Contracts;
using Dispatch.Contracts.Accounts;
using Dispatch.Contracts.Care;
using Dispatch.Contracts.Privacy;
using Dispatch.Contracts.Records;
using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Responders;
using Dispatch.Contracts.Stations;
using Dispatch.Grains.Tests.Clusters;

namespace Dispatch.Grains.Tests.Privacy;

/// <summary>What was kept long enough goes at night; positions go with the duty.</summary>
public class PurgeTests
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(100);

    /// <summary>From noon to just past three: no hourly pass of its own falls into that night while the clock still runs.</summary>
    private static readonly TimeSpan ToTheNextNight = new(15, 1, 0);

    [Fact]
    public async Task Night_OfAStation_DeletesWhatEndedLongAgoAndNothingElse()
    {
        await using var town = await Town.FoundAsync();
        await EndedLongAgoAsync(town, "old");
        var young = await EndedAsync(town, "young");
        var open = await town.RaiseAsync("open");
        var purge = town.Cluster.Grains.GetGrain<IPurgeGrain>(Town.Station);

        await purge.TickAsync();
        await purge.TickAsync();

        Assert.NotNull((await town.Request("old").HelpAsync())!.ErasedAt);
        Assert.Null((await town.Request("old").ExportAsync(null)).Value!.Position);
        Assert.Null((await young.HelpAsync())!.ErasedAt);
        Assert.NotNull((await open.ExportAsync(Town.ContactEnd)).Value!.Position);
        var purged = await town.Cluster.UntilAsync(
            () => Task.FromResult(town.Cluster.Record.Of(Town.Station).Where(e => e.Action == RecordActions.PrivacyPurged).ToList()), found => found.Count == 2, Pace);
        Assert.Equal([("case", 1L), ("service", 1L)], purged.Select(e => (e.Facets.Reason!, e.Facets.Amount!.Value)));
    }

    [Fact]
    public async Task Night_BrokenOffByADeadProcess_GoesOnWithTheNextTick()
    {
        await using var town = await Town.FoundAsync();
        await EndedLongAgoAsync(town, "old");
        var purge = town.Cluster.Grains.GetGrain<IPurgeGrain>(Town.Station);
        var fails = 1;
        town.Cluster.Storage.Writing = state => state == "purge" && fails-- > 0 ? throw new TimeoutException("The silo died.") : Task.CompletedTask;

        await Assert.ThrowsAnyAsync<Exception>(purge.TickAsync);
        await town.Cluster.KillEverySiloAsync();
        await purge.TickAsync();

        Assert.NotNull((await town.Request("old").HelpAsync())!.ErasedAt);
        await town.Cluster.UntilAsync(() => Task.FromResult(Erased(town)), found => found == 2, Pace);
    }

    [Fact]
    public async Task Night_WithOneThatDoesNotAnswer_DeletesTheOthersAndAsksAgainTheNextNight()
    {
        await using var town = await Town.FoundAsync();
        await EndedLongAgoAsync(town, "broken", "old");
        var purge = town.Cluster.Grains.GetGrain<IPurgeGrain>(Town.Station);
        var fails = 1;
        town.Cluster.Storage.Writing = state =>
            state == "request" && fails-- > 0 ? throw new TimeoutException("The row cannot be written.") : Task.CompletedTask;

        await purge.TickAsync();

        Assert.NotNull((await town.Request("old").HelpAsync())!.ErasedAt);
        Assert.Contains("broken", town.Cluster.Storage.Text("purge"), StringComparison.Ordinal);
        fails = 0;
        town.Cluster.Clock.Advance(ToTheNextNight);
        await purge.TickAsync();
        Assert.NotNull((await town.Request("broken").HelpAsync())!.ErasedAt);
        Assert.DoesNotContain("broken", town.Cluster.Storage.Text("purge"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Applications_FromBeforeTheCutoff_AreGoneFromTheRow()
    {
        await using var town = await Town.FoundAsync();
        var roll = town.Cluster.Grains.GetGrain<IRollGrain>(Town.Station);
        Assert.Null((await roll.ApplyAsync(new Application("a", "Applicant", "a", default))).Refused);
        var now = town.Cluster.Clock.GetUtcNow();

        Assert.Equal(0, await roll.ForgetAsync(now.AddMinutes(-1)));
        Assert.Equal(1, await roll.ForgetAsync(now.AddMinutes(1)));

        Assert.DoesNotContain("Applicant", town.Cluster.Storage.Text("roll"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Night_WhosePositionsCannotBeRead_StillDeletesWhatEndedLongAgo()
    {
        await using var town = await Town.FoundAsync();
        await EndedLongAgoAsync(town, "old");
        town.Cluster.Calls.Method = nameof(IStationGrain.ShardsAsync);

        await town.Cluster.Grains.GetGrain<IPurgeGrain>(Town.Station).TickAsync();

        town.Cluster.Calls.Method = null;
        Assert.NotNull((await town.Request("old").HelpAsync())!.ErasedAt);
    }

    [Fact]
    public async Task Account_ClosedLongAgo_WaitsForWhatItsResponderHasInHandAndGoesUnderBothRoles()
    {
        await using var town = await Town.FoundAsync();
        await AccountClosedLongAgoAsync(town, "v");
        var person = await town.VolunteerAsync("v");
        var account = town.Cluster.Grains.GetGrain<IAccountGrain>("v");
        Assert.Null((await account.PutAsync(new Account("v", "Demo v", Role.Counsellor, Town.Station, "hash", "stamp", Demo: false), null)).Refused);
        Assert.Null((await account.CloseAsync(new Actor("admin", Role.Admin, null), "closed")).Refused);
        var request = await town.RaiseAsync("in-hand");
        await town.OfferAsync("v", "in-hand");
        var purge = town.Cluster.Grains.GetGrain<IPurgeGrain>(Town.Station);

        await purge.TickAsync();
        Assert.Equal(("Demo v", "Demo v"), ((await account.GetAsync())!.DisplayName, (await person.ExportAsync())!.Profile.Name));

        Assert.Null((await request.CancelAsync(new CancelRequest(Actor.Resident, "x"))).Refused);

        // In the row: an offer whose time is over is in no view any more, and yet in hand until its request has said so.
        await town.Cluster.UntilAsync(() => Task.FromResult(town.Cluster.Storage.Text("volunteer")), row => row.Contains("\"held\":[]", StringComparison.Ordinal), Pace);
        town.Cluster.Clock.Advance(ToTheNextNight);
        await purge.TickAsync();
        Assert.Equal(("", ""), ((await account.GetAsync())!.DisplayName, (await person.ExportAsync())!.Profile.Name));
        Assert.Equal(RefusalCode.ResponderUnknown, (await person.SetDutyAsync(new SetDuty(true, Town.Centre, null))).Refused!.Code);
    }

    [Fact]
    public async Task Petition_SettledLongAgo_StaysWithACaseOfItsAndGoesOnceThatIsGone()
    {
        await using var town = await Town.FoundAsync();
        await RecordAsync(town, [("side-file/f1", RecordActions.SideFileSettled)]);
        var by = new Actor("coordinator.zhuoda", Role.Coordinator, Town.Station);
        var (settled, open) = (town.Cluster.Grains.GetGrain<ISideFileGrain>("f1"), town.Cluster.Grains.GetGrain<ISideFileGrain>("f2"));
        Assert.Null((await settled.OpenAsync(SideKind.Petition, "XF-2037-12", by)).Refused);
        Assert.Null((await settled.AskAsync("r1", by)).Refused);
        Assert.Null((await settled.SettleAsync(by)).Refused);
        Assert.Null((await open.OpenAsync(SideKind.Dispute, "TJ-2040-7", by)).Refused);
        var held = town.Cluster.Grains.GetGrain<ICaseGrain>("r1");
        await held.HearAsync(Word(town, 1, CareNewsKind.Asked));
        var purge = town.Cluster.Grains.GetGrain<IPurgeGrain>(Town.Station);

        await purge.TickAsync();
        Assert.Equal("XF-2037-12", (await settled.GetAsync(by)).Value!.Reference);

        await held.HearAsync(Word(town, 2, CareNewsKind.Ended));
        Assert.Equal(CasePurge.Gone, await held.PurgeAsync(town.Cluster.Clock.GetUtcNow()));
        town.Cluster.Clock.Advance(ToTheNextNight);
        await purge.TickAsync();
        Assert.Equal(RefusalCode.EntryUnknown, (await settled.GetAsync(by)).Refused!.Code);
        Assert.Equal(RefusalCode.EntryUnknown, (await settled.OpenAsync(SideKind.Petition, "XF-2037-12", by)).Refused!.Code);
        Assert.Equal("f2", Assert.Single((await town.Cluster.Grains.GetGrain<ISideFileListGrain>(Town.Station).ListAsync(by)).Value!.Files).Id);
        Assert.DoesNotContain("XF-2037", town.Cluster.Storage.Text("side-file") + town.Cluster.Storage.Text("side-files"), StringComparison.Ordinal);
        await town.Cluster.UntilAsync(
            () => Task.FromResult(town.Cluster.Record.Of(Town.Station).Select(e => e.Action).ToList()), all => all.Contains(RecordActions.SideFileErased), Pace);
        Assert.Equal(CasePurge.Nothing, await open.PurgeAsync());
    }

    [Fact]
    public async Task Notice_OfAnOpening_GoesWithTheCasesOfItsTime()
    {
        await using var town = await Town.FoundAsync();
        var station = town.Cluster.Grains.GetGrain<IStationGrain>(Town.Station);
        var head = new Actor("head.zhuoda", Role.StationHead, Town.Station);
        var now = town.Cluster.Clock.GetUtcNow();
        await station.NoteAsync(Notice("old/1", now.AddDays(-1_096)));
        await station.NoteAsync(Notice("young/1", now.AddDays(-1_094)));

        await town.Cluster.Grains.GetGrain<IPurgeGrain>(Town.Station).TickAsync();

        Assert.Equal("young/1", Assert.Single((await station.NoticesAsync(head)).Value!.Notices).Id);
    }

    [Fact]
    public async Task Salt_OfAnErasedRequest_GoesWithItsEntry()
    {
        await using var town = await Town.FoundAsync();
        var request = await town.RaiseAsync("r");
        Assert.Equal(RefusalCode.PrivacyObligation, (await request.EraseAsync(Town.ContactEnd, 0)).Refused!.Code);
        Assert.Null((await request.CancelAsync(new CancelRequest(Actor.Resident, "x"))).Refused);

        Assert.Equal(RefusalCode.PrivacyContact, (await request.EraseAsync("0000", 0)).Refused!.Code);
        Assert.Null((await request.EraseAsync(Town.ContactEnd, 0)).Refused);

        await town.Cluster.UntilAsync(() => Task.FromResult(town.Cluster.Record.Forgotten.ToList()), found => found.Contains("request/r"), Pace);
        Assert.Equal((null, null), ((await request.ExportAsync(null)).Value!.Address, (await request.ExportAsync(null)).Value!.Position));
    }

    [Fact]
    public async Task Salt_OfALedgerThatDiedBetweenAppendingAndDroppingIt_GoesWithTheNextLife()
    {
        await using var town = await Town.FoundAsync();
        var request = await town.RaiseAsync("r");
        Assert.Null((await request.CancelAsync(new CancelRequest(Actor.Resident, "x"))).Refused);
        var dies = new TaskCompletionSource();
        town.Cluster.Record.Forgetting = () => dies.Task;
        Assert.Null((await request.EraseAsync(Town.ContactEnd, 0)).Refused);
        await town.Cluster.UntilAsync(() => Task.FromResult(Erased(town)), found => found == 1, Pace);

        await town.Cluster.KillEverySiloAsync();
        town.Cluster.Record.Forgetting = null;
        dies.SetException(new TimeoutException("The silo died before the salt was dropped."));
        await town.Cluster.TouchAsync();

        await town.Cluster.UntilAsync(() => Task.FromResult(town.Cluster.Record.Forgotten.ToList()), found => found.Contains("request/r"), Pace);
        Assert.Equal(1, Erased(town));
    }

    [Fact]
    public async Task Position_AtTheEndOfADuty_IsNowhereAnyLonger()
    {
        await using var town = await Town.FoundAsync();
        var person = await town.VolunteerAsync("v");
        var place = new GeoPoint(18.301, 109.444);
        Assert.Null((await person.SetDutyAsync(new SetDuty(true, place, null))).Refused);
        Assert.Contains("18.301", town.Cluster.Storage.Text("volunteer"), StringComparison.Ordinal);
        await town.Cluster.UntilAsync(() => DutySet(town), text => text.Contains("18.301", StringComparison.Ordinal), Pace);

        Assert.Null((await person.SetDutyAsync(new SetDuty(false, null, null))).Refused);

        Assert.DoesNotContain("18.301", town.Cluster.Storage.Text("volunteer"), StringComparison.Ordinal);
        Assert.DoesNotContain("18.301", await DutySet(town), StringComparison.Ordinal);
        await town.Cluster.UntilAsync(() => town.Index.ExplainOneAsync(Town.Query("nobody"), "v"), view => view is null, Pace);
    }

    [Fact]
    public async Task Position_OfADutyThatNobodyEnded_IsGoneWithin24Hours()
    {
        await using var town = await Town.FoundAsync();
        var person = await town.VolunteerAsync("v");
        Assert.Null((await person.SetDutyAsync(new SetDuty(true, new GeoPoint(18.301, 109.444), null))).Refused);
        var purge = town.Cluster.Grains.GetGrain<IPurgeGrain>(Town.Station);
        await purge.TickAsync();
        Assert.NotNull((await person.ExportAsync())!.Position);

        town.Cluster.Clock.Advance(TimeSpan.FromHours(23));
        await purge.TickAsync();

        Assert.Null((await person.ExportAsync())!.Position);
        Assert.DoesNotContain("18.301", town.Cluster.Storage.Text("volunteer"), StringComparison.Ordinal);
        Assert.DoesNotContain("18.301", await DutySet(town), StringComparison.Ordinal);
        Assert.True((await person.GetAsync())!.OnDuty);
    }

    [Fact]
    public async Task Position_WithoutConsent_IsRefusedAndNotKept()
    {
        await using var town = await Town.FoundAsync();
        var person = await town.VolunteerAsync("v");
        Assert.Null((await person.ConsentAsync(new Consent(Purpose.Position, Given: false))).Refused);

        Assert.Equal(RefusalCode.ConsentRequired, (await person.SetDutyAsync(new SetDuty(true, new GeoPoint(18.301, 109.444), null))).Refused!.Code);
        Assert.Null((await person.SetDutyAsync(new SetDuty(true, null, null))).Refused);
        Assert.DoesNotContain("18.301", town.Cluster.Storage.Text("volunteer"), StringComparison.Ordinal);
    }

    private static Task<string> DutySet(Town town) => Task.FromResult(town.Cluster.Storage.Text("duty-set"));

    /// <summary>Once for the words, once for the rest.</summary>
    private static int Erased(Town town) => town.Cluster.Record.Of(Town.Station).Count(e => e.Action == RecordActions.RequestErased);

    private static async Task<IRequestGrain> EndedAsync(Town town, string id)
    {
        var request = await town.RaiseAsync(id);
        Assert.Null((await request.CancelAsync(new CancelRequest(Actor.Resident, "x"))).Refused);
        return request;
    }

    private static StationNotice Notice(string id, DateTimeOffset at) =>
        new(id, Town.Station, id[..^2], "who", Role.Coordinator, at, "The family asks.", Role.StationHead);

    private static CareNews Word(Town town, long number, CareNewsKind kind) => new(
        number, kind, Town.Station, null, "counselling", "head.zhuoda", RiskLevel.General, true, [], Actor.Resident, null, town.Cluster.Clock.GetUtcNow());

    private static Task AccountClosedLongAgoAsync(Town town, string name) =>
        RecordAsync(town, [("account/" + name, RecordActions.AccountClosed)]);

    /// <summary>The record says that they ended four years ago; entries that follow are of now.</summary>
    private static async Task EndedLongAgoAsync(Town town, params string[] ids)
    {
        await RecordAsync(town, [.. ids.Select(id => ("request/" + id, RecordActions.RequestCancelled))]);
        foreach (var id in ids)
        {
            await EndedAsync(town, id);
        }
    }

    private static async Task RecordAsync(Town town, (string Subject, string Action)[] happened)
    {
        var record = town.Cluster.Record;
        var head = await town.Cluster.UntilAsync(() => record.HeadAsync(Town.Station, default), found => found.Sequence > 0, Pace);
        Assert.Equal(RecordActions.StationOpened, Assert.Single(record.Of(Town.Station)).Action);
        record.Lose();
        var then = town.Cluster.Clock.GetUtcNow().AddDays(-1_500);
        var drafts = happened.Select(each => new CommittedDraft(
            each.Subject + "/0", new RecordDraft(Town.Station, then, "system", null, each.Action, each.Subject, Facets.None)));
        await record.AppendAsync(LedgerHead.Empty(Town.Station), [.. drafts], then, default);
        Assert.True(head.Sequence > 0);
    }
}
