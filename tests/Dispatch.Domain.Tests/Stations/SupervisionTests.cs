using Dispatch.Contracts;
using Dispatch.Contracts.Stations;
using Dispatch.Domain.Stations;
using Dispatch.Domain.Tests.Requests;

namespace Dispatch.Domain.Tests.Stations;

/// <summary>Agreements between stations, and notices that stay until they are seen.</summary>
public class SupervisionTests
{
    private static readonly Actor Head = new("head.zhuoda", Role.StationHead, "zhuoda");
    private static readonly Actor Admin = new("admin", Role.Admin, null);
    private static readonly StationShards Zhuoda = new(Scene.Station, new ShardCounts(1, 1));

    [Fact]
    public void Agreement_OnceMade_HoldsForThatStationUntilItIsEnded()
    {
        var shared = ShareRules.Share(Zhuoda, new ShareBoard(Admin, "fucheng", On: true)).Next!;

        Assert.True(ShareRules.IsAgreed(shared.Facts!, new Actor("who", Role.Coordinator, "fucheng")));
        Assert.False(ShareRules.IsAgreed(shared.Facts!, new Actor("who", Role.Coordinator, "elsewhere")));
        Assert.False(ShareRules.IsAgreed(shared.Facts!, Admin));
        Assert.Same(shared, ShareRules.Share(shared, new ShareBoard(Admin, "fucheng", On: true)).Next);
        Assert.Equal("fucheng", Assert.Single(shared.Configure(Scene.Station with { NameEn = "Renamed" }).Facts!.SharesBoardWith));
        Assert.Empty(ShareRules.Share(shared, new ShareBoard(Admin, "fucheng", On: false)).Next!.Facts!.SharesBoardWith);
    }

    [Theory]
    [InlineData("zhuoda")]
    [InlineData("")]
    public void Agreement_WithItselfOrNobody_IsRefused(string with) =>
        Assert.Equal(RefusalCode.StationUnknown, ShareRules.Share(Zhuoda, new ShareBoard(Admin, with, On: true)).Refused!.Code);

    [Fact]
    public void Notice_ToTheHead_WaitsForTheHeadUntilItIsSeenAndDoesNotComeBack()
    {
        var noted = StationNotices.Note(Zhuoda, Notice("r1/1", Role.StationHead))!;
        Assert.Same(noted, StationNotices.Note(noted, Notice("r1/1", Role.StationHead)));
        Assert.Single(StationNotices.Waiting(noted, Head));
        Assert.Empty(StationNotices.Waiting(noted, Admin));
        Assert.Same(noted, StationNotices.Seen(noted, Admin, "r1/1", Scene.Noon));

        var seen = StationNotices.Seen(noted, Head, "r1/1", Scene.Noon);

        Assert.Empty(StationNotices.Waiting(seen, Head));
        Assert.Empty(StationNotices.Waiting(StationNotices.Note(seen, Notice("r1/1", Role.StationHead))!, Head));
    }

    [Fact]
    public void Notice_OnceSeenOrOld_HoldsNoWordsAnyLonger()
    {
        var noted = StationNotices.Note(Zhuoda, Notice("r1/1", Role.StationHead))!;

        Assert.Equal("", Assert.Single(StationNotices.Seen(noted, Head, "r1/1", Scene.Noon).Notices).Reason);
        Assert.Same(noted, StationNotices.Forget(noted, Scene.Noon.AddSeconds(-1)));
        Assert.Empty(StationNotices.Forget(noted, Scene.Noon).Notices);
    }

    [Fact]
    public void Notices_BeyondWhatAStationKeeps_DropOnlySeenOnes()
    {
        var station = Zhuoda;
        for (var number = 0; number < StationNotices.MostSeen + 3; number++)
        {
            station = StationNotices.Seen(StationNotices.Note(station, Notice($"r/{number}", Role.StationHead))!, Head, $"r/{number}", Scene.Noon);
        }

        station = StationNotices.Note(station, Notice("r/last", Role.StationHead))!;

        Assert.Equal(StationNotices.MostSeen + 1, station.Notices.Length);
        Assert.Equal("r/last", Assert.Single(StationNotices.Waiting(station, Head)).Id);
    }

    [Fact]
    public void Danger_OfAStationWhoseSupervisorLooksAtNothing_IsNotedAllTheSame()
    {
        var station = Zhuoda with
        {
            Notices = [.. Enumerable.Range(0, StationNotices.MostWaiting).Select(number => Notice($"r/{number}", Role.StationHead) with
            {
                Kind = number switch { 0 => StationNotice.ScreeningDanger, < 10 => "chat.resident-silent", _ => StationNotice.SealedOpened },
            })],
        };
        var danger = Notice("r/danger", Role.StationHead) with { Kind = StationNotice.ScreeningDanger };

        var noted = StationNotices.Note(station, danger)!;

        Assert.Equal((StationNotices.MostWaiting, true), (noted.Notices.Length, noted.Notices.Contains(danger)));
        Assert.DoesNotContain(noted.Notices, each => each.Id == "r/1");
        Assert.Contains(noted.Notices, each => each.Id == "r/0");
    }

    [Fact]
    public void Opening_WhereOnlyOpeningsWaitUnseen_IsRefusedAndDangerIsNot()
    {
        var station = Zhuoda with
        {
            Notices = [.. Enumerable.Range(0, StationNotices.MostWaiting).Select(number => Notice($"r/{number}", Role.StationHead))],
        };

        Assert.Null(StationNotices.Note(station, Notice("r/more", Role.StationHead)));
        var danger = StationNotices.Note(station, Notice("r/danger", Role.StationHead) with { Kind = StationNotice.ScreeningDanger })!;
        Assert.Equal(StationNotices.MostWaiting + 1, danger.Notices.Length);
        Assert.Equal(StationNotices.MostWaiting + 1, StationNotices.Note(danger, Notice("r/next", Role.StationHead) with { Kind = StationNotice.ScreeningDanger })!.Notices.Length);
    }

    private static StationNotice Notice(string id, Role to) =>
        new(id, "zhuoda", "r1", "who", Role.Admin, Scene.Noon, "The family asks what she said.", to);
}
