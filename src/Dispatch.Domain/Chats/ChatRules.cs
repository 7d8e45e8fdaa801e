using System.Buffers;
using Dispatch.Contracts;
using Dispatch.Contracts.Chats;
using Dispatch.Domain.Requests;

namespace Dispatch.Domain.Chats;

/// <summary>Writing, joining, ending. Who is judged by <see cref="ChatTeam.Judge"/> before any of these.</summary>
public static class ChatRules
{
    private static readonly SearchValues<char> IdLetters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-");

    /// <summary>The chat with one more message; itself when the message is there already.</summary>
    public static Decision<Chat> Write(Chat chat, WriteMessage command, ChatTeam team, DateTimeOffset now)
    {
        if ((Check(command) ?? Hindrance(chat, team)) is { } refused)
        {
            return Known(chat, command) is { } old && old.Text == command.Text ? chat : refused;
        }

        if (Known(chat, command) is { } known)
        {
            return known.Text == command.Text ? chat : new Refusal(RefusalCode.IdempotencyKeyReused, $"Line {known.Number} was written under the same id with other words.", "id");
        }

        if (Full(chat, command, now) is { } full)
        {
            return full;
        }

        var side = SideOf(command.By);
        var next = side == ChatSide.Counsellor ? ContactRules.Answered(Attend(chat, command.By.Account, now), command.By.Account, now) : chat;
        if (next.OpenSince is null)
        {
            next = next with { Session = next.Session + 1, OpenSince = now, SessionFrom = next.Last + 1, Guests = [] };
        }

        next = next.With(new ChatLine(next.Last + 1, side, command.By.Account, now, command.Text, command.ClientId, null));
        return Seen(next, side, next.Last);
    }

    /// <summary>The receipt's line of a message; null: it was not written.</summary>
    public static ChatLine? Known(Chat chat, WriteMessage command) =>
        chat.Lines.LastOrDefault(line => line.ClientId == command.ClientId && line.By == command.By.Account && line.Event is null);

    /// <summary>The counsellor is in the conversation from now on; itself when that is so already.</summary>
    public static Decision<Chat> Join(Chat chat, Actor by, ChatTeam team, DateTimeOffset now) =>
        Hindrance(chat, team) is { } refused ? refused : ContactRules.Answered(Attend(chat, by.Account, now), by.Account, now);

    /// <summary>The conversation goes on with another at the end of a watch, its alarms with it; itself when it is not with the giver.</summary>
    public static Chat HandOver(Chat chat, Actor from, string to, DateTimeOffset now) => chat.OpenSince is null || chat.Attending != from.Account
        ? chat
        : Attend(chat, to, now) with { Guests = chat.Guests.Contains(to) ? chat.Guests : chat.Guests.Add(to) };

    /// <summary>Ends the conversation; whoever ends it has looked at its alarms. Itself when none is under way.</summary>
    public static Chat End(Chat chat, Actor by, DateTimeOffset now) =>
        chat.OpenSince is null ? chat : AllSeen(chat, by.Account, now).Told(ChatEvent.Ended, by.Account, now) with { OpenSince = null };

    /// <summary>A counsellor takes an alarm up; itself when it stands no longer.</summary>
    public static Chat AlarmSeen(Chat chat, int number, Actor by, DateTimeOffset now) => chat.Standing.Any(alarm => alarm.Number == number)
        ? chat with { Alarms = [.. chat.Alarms.Select(alarm => alarm.Number == number ? alarm with { SeenBy = by.Account, SeenAt = now } : alarm)] }
        : chat;

    /// <summary>A side has seen everything up to a line; marks only rise.</summary>
    public static Chat Seen(Chat chat, ChatSide side, long upto)
    {
        var mark = Math.Min(upto, chat.Last);
        return side == ChatSide.Resident
            ? mark > chat.SeenByResident ? chat with { SeenByResident = mark } : chat
            : mark > chat.SeenByCounsellor ? chat with { SeenByCounsellor = mark } : chat;
    }

    /// <summary>Without any word. What is left says that there was a chat.</summary>
    public static Chat Erase(Chat chat, DateTimeOffset now) => chat.ErasedAt is not null ? chat : chat with
    {
        Lines = [], SeenByResident = 0, SeenByCounsellor = 0, OpenSince = null, Attending = null, Alarms = [], ErasedAt = now,
    };

    public static ChatSide SideOf(Actor by) => by.Role == Role.Resident ? ChatSide.Resident : ChatSide.Counsellor;

    internal static Chat AllSeen(Chat chat, string by, DateTimeOffset now) =>
        chat with { Alarms = [.. chat.Alarms.Select(alarm => alarm.SeenBy is null ? alarm with { SeenBy = by, SeenAt = now } : alarm)] };

    private static Chat Attend(Chat chat, string account, DateTimeOffset now)
    {
        if (chat.Attending == account)
        {
            return chat;
        }

        // Also after a counsellor who dropped: what the resident should know is that it is another person now.
        var before = chat.Lines.LastOrDefault(line => line.Event is ChatEvent.Joined or ChatEvent.HandedOver)?.By;
        return chat.Told(before is null || before == account ? ChatEvent.Joined : ChatEvent.HandedOver, account, now) with { Attending = account };
    }

    private static Refusal? Hindrance(Chat chat, ChatTeam team) =>
        team.Closed || chat.ErasedAt is not null ? new Refusal(RefusalCode.RequestState, "The request has ended, and its chat with it.")
        : !team.ForCounsellors ? new Refusal(RefusalCode.ChatUnavailable, "No counsellor serves this request, so there is nobody to talk with.")
        : null;

    private static Refusal? Check(WriteMessage command) =>
        command.ClientId.Length is < 8 or > 64 || command.ClientId.AsSpan().ContainsAnyExcept(IdLetters)
            ? new Refusal(RefusalCode.InputInvalid, "A message needs an id of 8 to 64 letters, digits and dashes.", "id")
        : string.IsNullOrWhiteSpace(command.Text) || command.Text.AsSpan().ContainsAny('\r', '\t')
            ? new Refusal(RefusalCode.InputInvalid, "A message needs words; of control characters it may hold the line feed alone.", "text")
        : TextRules.Check("text", command.Text, ChatLimits.TextMost, lines: true);

    private static Refusal? Full(Chat chat, WriteMessage command, DateTimeOffset now)
    {
        var side = SideOf(command.By);
        var lately = chat.Lines.Reverse().TakeWhile(line => now - line.At < ChatLimits.RateSpan).Count(line => line.From == side);
        if (lately >= ChatLimits.RateMost)
        {
            return new Refusal(RefusalCode.LimitRate, $"{lately} messages came within a minute, which is the most.");
        }

        var session = chat.OpenSince is null ? 0 : chat.Last - chat.SessionFrom + 1;
        return session >= ChatLimits.SessionMost || chat.Last >= ChatLimits.LinesMost || chat.Lines.Sum(line => line.Text.Length) + command.Text.Length > ChatLimits.LettersMost
            ? new Refusal(RefusalCode.ChatFull, $"The chat holds {chat.Last} lines, {session} of them in this conversation; it takes no more.")
            : null;
    }
}
