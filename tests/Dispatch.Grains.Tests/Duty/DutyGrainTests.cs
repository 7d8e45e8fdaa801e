using Dispatch.Contracts;
using Dispatch.Contracts.Care;
using Dispatch.Contracts.Chats;
using Dispatch.Contracts.Duty;
using Dispatch.Contracts.Emergencies;
using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Responders;
using Dispatch.Contracts.Rosters;
using Dispatch.Domain.Duty;
using Dispatch.Grains.Storage;
using Dispatch.Grains.Tests.Chats;
using Dispatch.Grains.Tests.Clusters;
using Dispatch.Grains.Tests.Storage;

namespace Dispatch.Grains.Tests.Duty;

public class DutyGrainTests
{
    private static readonly Actor Head = new("head.zhuoda", Role.StationHead, Town.Station);
    private static readonly DateOnly Today = new(2026, 1, 7);

    [Fact]
    public async Task Shift_ThatRuns_NamesTheLeadOfAnEmergency()
    {
        await using var town = await TownAsync("c1", "c2");
        Assert.Null((await Roster(town).PlanAsync(Shift(8, 20, "c2", "c1", lead: "c1"))).Refused);
        var watch = await town.Cluster.UntilAsync(() => Watch(town).NowAsync(), each => each.Primary is not null, TimeSpan.FromMilliseconds(10));
        Assert.Equal(("c1", "c2", "c1"), (watch.Lead, watch.Primary, watch.Secondary));

        var draft = new RequestDraft("counselling", "我不想活了", Location: Town.Centre, Address: "丹州路1号", Remote: false);
        Assert.Null((await town.Request("r1").SubmitAsync(new SubmitRequest(draft, Actor.Resident, "digest"))).Refused);

        // An emergency waits two seconds of this clock for the roster: one that runs ahead of the silos makes it call the head alone.
        var pages = await town.Cluster.UntilAsync(() => town.Cluster.Grains.GetGrain<IPagerGrain>("c1").ListAsync(), list => list.Pages.Length > 0);
        Assert.True(pages.Pages[0] is { IsLead: true, Office: Office.DutyLead }, pages.Pages[0].ToString());
    }

    [Fact]
    public async Task Shift_ThatNobodyBegins_ClimbsToTheHeadAlsoAfterEverySiloDied()
    {
        await using var town = await TownAsync();
        Assert.Null((await Roster(town).PlanAsync(Shift(13, 20, "c1", "c2"))).Refused);

        await town.Cluster.KillEverySiloAsync();
        town.Cluster.Clock.Advance(TimeSpan.FromMinutes(66));
        var missed = await AlertAsync(town, "c2", DutyAlertKind.PrimaryMissing);
        Assert.Equal("s1", missed.About);
        Assert.Equal("c2", (await Roster(town).ViewAsync(Head, Today, 1)).Value!.Acting);

        await AlertAsync(town, Head.Account, DutyAlertKind.NobodyBegan);
        Assert.Null((await Roster(town).BeginAsync(new BeginShift(Of("c2"), "s1"))).Refused);
        Assert.True((await town.Cluster.Grains.GetGrain<ICounsellorGrain>("c2").GetAsync())!.OnDuty);
        await town.Cluster.UntilAsync(() => Entries(town), all => all.Contains("roster.begun") && all.Contains("roster.nobody-began"), TimeSpan.FromMilliseconds(10));
    }

    [Fact]
    public async Task HandOver_OfAnOpenOffer_GoesAlongWhenItIsAcceptedAndNotBefore()
    {
        await using var town = await TownAsync("c1");
        Assert.Null((await Roster(town).PlanAsync(Shift(8, 20, "c1", "c2"))).Refused);
        var draft = new RequestDraft("counselling", "最近睡不好，想找人聊聊", Location: Town.Centre, Remote: true);
        Assert.Null((await town.Request("r1").SubmitAsync(new SubmitRequest(draft, Actor.Resident, "digest"))).Refused);
        await town.Cluster.UntilAsync(() => OffersAsync(town, "c1"), offers => offers == 1, TimeSpan.FromMilliseconds(10));

        Assert.Null((await Roster(town).OfferHandOverAsync(new OfferHandOver(Of("c1"), "c2", "夜里有两通电话"))).Refused);
        var number = (await AlertAsync(town, "c2", DutyAlertKind.HandOverOffered)).About!;
        Assert.Equal(1, await OffersAsync(town, "c1"));

        Assert.Null((await Roster(town).AnswerHandOverAsync(new AnswerColleague(Of("c2"), int.Parse(number, System.Globalization.CultureInfo.InvariantCulture), true))).Refused);

        await town.Cluster.UntilAsync(() => OffersAsync(town, "c2"), offers => offers == 1, TimeSpan.FromMilliseconds(10));
        await town.Cluster.UntilAsync(() => OffersAsync(town, "c1"), offers => offers == 0, TimeSpan.FromMilliseconds(10));
        var view = (await Roster(town).ViewAsync(Of("c2"), Today, 1)).Value!;
        Assert.Equal(("c2", DutyItemState.Moved), (view.Acting, Assert.Single(view.HandOvers[0].Items).State));
    }

    [Fact]
    public async Task Begin_WhoseProcessDiesBeforeDutyIsSwitched_SwitchesItWithTheNextLife()
    {
        await using var town = await TownAsync();
        Assert.Null((await Roster(town).PlanAsync(Shift(12, 20, "c1", "c2"))).Refused);
        town.Cluster.Calls.Method = nameof(ICounsellorGrain.SetDutyAsync);
        await Assert.ThrowsAnyAsync<Exception>(() => Roster(town).BeginAsync(new BeginShift(Of("c1"), "s1")));

        await town.Cluster.KillEverySiloAsync();
        town.Cluster.Calls.Method = null;

        // Nobody presses anything: the row owes it, and its reminder sees to it.
        await town.Cluster.UntilAsync(
            () => town.Cluster.Grains.GetGrain<ICounsellorGrain>("c1").GetAsync(), me => me!.OnDuty, TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Conversation_ThatCameWithAWatch_GoesAlongWithTheNext()
    {
        await using var town = await TownAsync("c1", "c2");
        var chat = await TalkAsync(town);
        var file = town.Cluster.Grains.GetGrain<ICaseGrain>("r1");
        await town.Cluster.UntilAsync(() => file.RowAsync(), row => row is { Owner: "c1", Deputy: "c2" }, TimeSpan.FromMilliseconds(50));
        await EnrolAsync(town, "c3", null);
        await town.Cluster.UntilAsync(() => Watch(town).CounsellorsAsync(), known => known.Length == 3);

        // The third is neither owner nor deputy of the case, and has no task of it: only the watch gave the conversation.
        await HandOverAsync(town, "c1", "c3");
        await town.Cluster.UntilAsync(() => chat.AttendingAsync(), who => who == "c3", TimeSpan.FromMilliseconds(10));
        await HandOverAsync(town, "c3", "c1");

        await town.Cluster.UntilAsync(() => chat.AttendingAsync(), who => who == "c1", TimeSpan.FromMilliseconds(10));
    }

    [Fact]
    public async Task Conversation_OfAGiverWhoseLicenceEnded_GoesAlong()
    {
        await using var town = await TownAsync("c1", "c2");
        var chat = await TalkAsync(town);
        var number = await OfferAsync(town, "c1", "c2");
        await EnrolAsync(town, "c1", town.Cluster.Clock.GetUtcNow().AddMinutes(-1));

        Assert.Null((await Roster(town).AnswerHandOverAsync(new AnswerColleague(Of("c2"), number, true))).Refused);

        await town.Cluster.UntilAsync(() => chat.AttendingAsync(), who => who == "c2", TimeSpan.FromMilliseconds(10));
    }

    [Theory]
    [InlineData("volunteer", Role.Volunteer)]
    [InlineData("admin", Role.Admin)]
    public async Task Reader_WithoutAPlaceInIt_SeesNoRoster(string account, Role role)
    {
        await using var town = await TownAsync();

        Assert.Equal(RefusalCode.AccessDenied, (await Roster(town).ViewAsync(new Actor(account, role, Town.Station), Today, 7)).Refused!.Code);
        Assert.Equal(RefusalCode.AccessDenied, (await Roster(town).PlanAsync(Shift(8, 20, "c1", "c2") with { By = Of("c1") })).Refused!.Code);
        Assert.Equal(RefusalCode.RequestUnknown, (await Roster(town).ViewAsync(new Actor("c9", Role.Counsellor, "elsewhere"), Today, 7)).Refused!.Code);
    }

    [Fact]
    public void Row_OfARoster_HoldsNoWordOfAHandOver()
    {
        using var ring = new Ring();
        var held = new DutyHandOver(1, "c1", "c2", "她说夜里又打来", default, DutyAnswer.Waiting, null, []);

        var row = ring.Serializer().Serialize(new Stored<DutyRoster> { Value = DutyRoster.Empty with { HandOvers = [held] } });

        Assert.DoesNotContain("夜里", row.ToString(), StringComparison.Ordinal);
        Assert.Equal(held.Note, ring.Serializer().Deserialize<Stored<DutyRoster>>(row)!.Value!.HandOvers[0].Note);
    }

    private static PlanShift Shift(int from, int to, string primary, string? secondary, string? lead = null) =>
        new(Head, null, Today, from * 60, to * 60, primary, secondary, lead, null);

    /// <summary>Two counsellors, some of them on duty by hand.</summary>
    private static async Task<Town> TownAsync(params string[] onDuty)
    {
        var town = await Town.FoundAsync();
        foreach (var id in new[] { "c1", "c2" })
        {
            var counsellor = await EnrolAsync(town, id, null);
            Assert.Null((await counsellor.SetDutyAsync(new SetDuty(onDuty.Contains(id), null, null))).Refused);
        }

        await town.Cluster.UntilAsync(() => Watch(town).CounsellorsAsync(), known => known.Length == 2 && known.Count(each => each.OnDuty) == onDuty.Length);
        return town;
    }

    private static async Task<ICounsellorGrain> EnrolAsync(Town town, string id, DateTimeOffset? licensedUntil)
    {
        var counsellor = town.Cluster.Grains.GetGrain<ICounsellorGrain>(id);
        var profile = new ResponderProfile(
            id, ResponderKind.Counsellor, Town.Station, "Demo " + id, [new HeldSkill("counselling", 3, null), new HeldSkill("crisis-intervention", 3, null)], ["zh"],
            Gender.Any, true, licensedUntil, true, Town.Centre, TravelMode.Car, true, 3, null, Availability.None, null, 0, "Asia/Shanghai", []);
        Assert.Null((await counsellor.EnrolAsync(profile)).Refused);
        return counsellor;
    }

    /// <summary>The first counsellor is in a conversation.</summary>
    private static async Task<IChatGrain> TalkAsync(Town town)
    {
        var chat = await Counselled.AssignedAsync(town, "r1", "c1");
        Assert.Null((await chat.JoinAsync(Of("c1"))).Refused);
        Assert.NotNull((await chat.WriteAsync(new WriteMessage(Of("c1"), "m-counsellor", "我在"))).Value);
        Assert.Equal("c1", await chat.AttendingAsync());
        return chat;
    }

    private static async Task<int> OfferAsync(Town town, string from, string to)
    {
        Assert.Null((await Roster(town).OfferHandOverAsync(new OfferHandOver(Of(from), to, "请继续陪她"))).Refused);
        return (await Roster(town).ViewAsync(Of(to), Today, 1)).Value!.HandOvers.Single(each => each.State == DutyAnswer.Waiting && each.From == from).Number;
    }

    private static async Task HandOverAsync(Town town, string from, string to) =>
        Assert.Null((await Roster(town).AnswerHandOverAsync(new AnswerColleague(Of(to), await OfferAsync(town, from, to), true))).Refused);

    private static async Task<DutyAlert> AlertAsync(Town town, string account, DutyAlertKind kind) => (await town.Cluster.UntilAsync(
        () => Roster(town).AlertsAsync(account), all => all.Any(alert => alert.Kind == kind), TimeSpan.FromSeconds(1))).First(alert => alert.Kind == kind);

    private static async Task<int> OffersAsync(Town town, string account) =>
        (await town.Cluster.Grains.GetGrain<ICounsellorGrain>(account).GetAsync())!.Offers.Count(offer => offer.State == OfferState.Pending);

    private static async Task<List<string>> Entries(Town town) =>
        [.. (await town.Cluster.Record.ReadAsync(Town.Station, 1, 200, CancellationToken.None)).Select(each => each.Action)];

    private static Actor Of(string account) => new(account, Role.Counsellor, Town.Station);

    private static IDutyGrain Roster(Town town) => town.Cluster.Grains.GetGrain<IDutyGrain>(Town.Station);

    private static IRosterGrain Watch(Town town) => town.Cluster.Grains.GetGrain<IRosterGrain>(Town.Station);
}
