using System.Collections.Immutable;
using Dispatch.Contracts;
using Dispatch.Contracts.Chats;

namespace Dispatch.Domain.Chats;

/// <summary>What each side sees of a chat.</summary>
public static class ChatViews
{
    public static ChatView Of(string requestId, Chat chat, ChatTeam team, Actor by, long after, bool transcript, DateTimeOffset now)
    {
        var staff = ChatRules.SideOf(by) == ChatSide.Counsellor;
        var from = staff ? 1 : ShownFrom(chat, now);
        var messages = Lines(chat, by, Math.Max(after, from - 1)).Take(ChatLimits.Page + 1).ToImmutableArray();
        var more = messages.Length > ChatLimits.Page;
        return new ChatView(
            requestId,
            team is { Closed: false, ForCounsellors: true } && chat.ErasedAt is null,
            chat.OpenSince is not null,
            team.Level,
            team.Find(chat.Attending)?.Name,
            staff ? chat.Attending : null,
            ContactRules.IsAlone(chat),
            chat.Last,
            chat.SeenByResident,
            chat.SeenByCounsellor,
            more ? messages[..ChatLimits.Page] : messages,
            more,
            staff ? [.. chat.Standing.Select(alarm => new ChatAlarmView(alarm.Number, alarm.Kind, alarm.At, alarm.Level, alarm.SeenBy))] : [],
            transcript,
            from > 1);
    }

    /// <summary>
    /// The first line that the case code alone shows: of the conversation that is open or ended within a day, or the first that the resident has not seen.
    /// Earlier ones are in the copy of the own data, which asks for more than the code.
    /// </summary>
    public static long ShownFrom(Chat chat, DateTimeOffset now)
    {
        var isRecent = chat.OpenSince is not null || (!chat.Lines.IsEmpty && now - chat.Lines[^1].At < ChatLimits.Shown);
        return Math.Min(isRecent ? Math.Max(1, chat.SessionFrom) : chat.Last + 1, chat.SeenByResident + 1);
    }

    /// <summary>The lines after a number, as one side sees them.</summary>
    public static IEnumerable<ChatMessage> Lines(Chat chat, Actor by, long after)
    {
        var side = ChatRules.SideOf(by);
        return chat.Lines.Where(line => line.Number > after).Select(line => new ChatMessage(
            line.Number,
            line.From,
            line.At,
            line.Text,
            line.Event,
            side == ChatSide.Resident || line.From == ChatSide.Resident ? null : line.By,
            line.From == side && line.By == by.Account ? line.ClientId : null));
    }

    public static ChatBell Bell(string requestId, Chat chat, ChatSide? typing = null) =>
        new(requestId, chat.Last, chat.SeenByResident, chat.SeenByCounsellor, typing);
}
