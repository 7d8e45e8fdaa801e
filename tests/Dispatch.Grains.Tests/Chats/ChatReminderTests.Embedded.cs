using Dispatch.Contracts;
using Dispatch.Contracts.Chats;
using Dispatch.Contracts.Stations;
using Dispatch.Grains.Tests.Clusters;

namespace Dispatch.Grains.Tests.Chats;

/// <summary>A conversation is looked after by a reminder, so that it alarms also when nobody calls its actor any more.</summary>
public class ChatReminderTests
{
    private static readonly Actor Head = new("head.zhuoda", Role.StationHead, Town.Station);

    [Fact]
    public async Task Silence_InDangerWhoseActorWasLost_IsFoundByTheReminder()
    {
        await using var town = await Town.FoundAsync();
        var chat = await Counselled.AssignedAsync(town, "r", "li");
        await chat.WriteAsync(new WriteMessage(new Actor("li", Role.Counsellor, Town.Station), "m-counsellor", "你好"));
        await chat.WriteAsync(new WriteMessage(Actor.Resident, "m-resident", "我想自杀"));
        var station = town.Cluster.Grains.GetGrain<IStationGrain>(Town.Station);
        await town.Cluster.KillEverySiloAsync();

        var notices = await town.Cluster.UntilAsync(
            async () => (await station.NoticesAsync(Head)).Value!.Notices.Select(notice => notice.Kind).ToHashSet(),
            kinds => kinds.Contains("chat.counsellor-silent"),
            TimeSpan.FromSeconds(5));

        Assert.Contains("chat.cue", notices);
    }
}
