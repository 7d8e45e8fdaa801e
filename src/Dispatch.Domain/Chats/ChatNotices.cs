using Dispatch.Contracts;
using Dispatch.Contracts.Stations;

namespace Dispatch.Domain.Chats;

/// <summary>What the head of the station is told of a chat: that there is an alarm, and of which kind.</summary>
public static class ChatNotices
{
    public static StationNotice Of(string requestId, string stationId, ChatAlarm alarm) => new(
        $"{requestId}/{Number(alarm.Number)}", stationId, requestId, Actor.System.Account, Actor.System.Role, alarm.At, "", Role.StationHead,
        Kind: $"{StationNotice.ChatAlarm}.{ChatEntries.Of(alarm.Kind)}");

    /// <summary>A chat may raise more alarms in its life than there are numbers before those of screenings.</summary>
    private static int Number(int alarm) => alarm <= StationNotice.BehindAlarms - StationNotice.BehindOpenings
        ? StationNotice.BehindOpenings + alarm
        : StationNotice.BehindEverything + alarm;

    public static Chat Told(Chat chat, int number) => chat with
    {
        Alarms = [.. chat.Alarms.Select(alarm => alarm.Number == number ? alarm with { Told = true } : alarm)],
    };
}
