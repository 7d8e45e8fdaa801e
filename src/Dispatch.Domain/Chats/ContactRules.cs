using System.Collections.Immutable;
using Dispatch.Contracts;
using Dispatch.Contracts.Chats;

namespace Dispatch.Domain.Chats;

/// <summary>What is known of the two sides beside their words; kept in memory alone.</summary>
/// <param name="ResidentGone">Since when the resident's connection is gone; null: it stands, or nothing is known.</param>
/// <param name="CounsellorGone">The same of the counsellor who attends.</param>
/// <param name="ResidentActive">When the resident last typed or looked; null: not known.</param>
/// <param name="CounsellorActive">The same of a counsellor.</param>
public sealed record Contact(DateTimeOffset? ResidentGone, DateTimeOffset? CounsellorGone, DateTimeOffset? ResidentActive, DateTimeOffset? CounsellorActive)
{
    public static readonly Contact Unknown = new(null, null, null, null);
}

/// <summary>When contact counts as lost in a conversation at Serious or High-risk, and who has fallen out of it. docs/care-chat.md</summary>
public static class ContactRules
{
    /// <summary>The chat with what time and the request have brought about; itself when that is nothing.</summary>
    public static Chat Elapse(Chat chat, ChatTeam team, Contact contact, DateTimeOffset now)
    {
        if (chat.ErasedAt is not null)
        {
            return chat;
        }

        if (chat.OpenSince is not null && team.Closed)
        {
            // Nobody can take an alarm up any longer in a chat that nobody can write in.
            return ChatRules.AllSeen(chat, Actor.System.Account, now).Told(ChatEvent.Ended, Actor.System.Account, now) with { OpenSince = null, Attending = null };
        }

        if (chat.Attending is { } attending && team.Find(attending) is null)
        {
            chat = chat.Told(ChatEvent.Dropped, attending, now) with { Attending = null };
            chat = chat.OpenSince is null ? chat : Alarm(chat, ChatAlarmKind.CounsellorDropped, team.Level, now, now);
        }

        if (chat.OpenSince is null)
        {
            return chat;
        }

        foreach (var loss in Losses(chat, team.Level, contact).Where(loss => loss.Due <= now))
        {
            chat = Alarm(chat, loss.Kind, team.Level, loss.Since, now);
        }

        return chat.LastWord is { } last && now - last.At >= ChatLimits.Lapse && !chat.Standing.Any()
            ? chat.Told(ChatEvent.Lapsed, Actor.System.Account, now) with { OpenSince = null }
            : chat;
    }

    /// <summary>When the next loss of contact would be one; null: nothing is watched.</summary>
    public static DateTimeOffset? NextAt(Chat chat, RiskLevel level, Contact contact) =>
        Losses(chat, level, contact).Where(loss => !IsKnown(chat, loss.Kind, loss.Since)).Select(loss => (DateTimeOffset?)loss.Due).Min();

    /// <summary>An alarm at this moment, unless one of its kind stands or has told of the same.</summary>
    public static Chat Alarm(Chat chat, ChatAlarmKind kind, RiskLevel level, DateTimeOffset since, DateTimeOffset now) =>
        IsKnown(chat, kind, since)
            ? chat
            : chat with { Alarms = Room(chat.Alarms).Add(new ChatAlarm(chat.LastAlarm + 1, kind, now, since, level, null, null, Told: false)) };

    /// <summary>An alarm always finds room: the oldest goes that was taken up and that a later one of its kind follows. Told ones go first.</summary>
    private static ImmutableArray<ChatAlarm> Room(ImmutableArray<ChatAlarm> alarms)
    {
        if (alarms.Length < ChatLimits.AlarmsMost)
        {
            return alarms;
        }

        var over = alarms.Where(alarm => alarm.SeenBy is not null && alarms.Any(later => later.Kind == alarm.Kind && later.Number > alarm.Number));
        return over.OrderByDescending(alarm => alarm.Told).ThenBy(alarm => alarm.Number).FirstOrDefault() is { } oldest ? alarms.Remove(oldest) : alarms;
    }

    /// <summary>A conversation is under way, and its counsellor is lost or never came.</summary>
    public static bool IsAlone(Chat chat) => chat.OpenSince is not null && chat.Standing.Any(alarm => IsOfCounsellor(alarm.Kind));

    /// <summary>A counsellor who comes or answers has taken up that none did.</summary>
    public static Chat Answered(Chat chat, string account, DateTimeOffset now) => !chat.Standing.Any(alarm => IsOfCounsellor(alarm.Kind)) ? chat : chat with
    {
        Alarms = [.. chat.Alarms.Select(alarm => alarm.SeenBy is null && IsOfCounsellor(alarm.Kind) ? alarm with { SeenBy = account, SeenAt = now } : alarm)],
    };

    private static bool IsOfCounsellor(ChatAlarmKind kind) =>
        kind is ChatAlarmKind.CounsellorSilent or ChatAlarmKind.CounsellorGone or ChatAlarmKind.CounsellorDropped;

    private static bool IsKnown(Chat chat, ChatAlarmKind kind, DateTimeOffset since) =>
        chat.Alarms.Any(alarm => alarm.Kind == kind && (alarm.SeenBy is null || alarm.Since >= since));

    private static ImmutableArray<(ChatAlarmKind Kind, DateTimeOffset Since, DateTimeOffset Due)> Losses(Chat chat, RiskLevel level, Contact contact)
    {
        if (chat.OpenSince is null || chat.LastWord is not { } last || ChatLimits.Absence(level) is not { } absence)
        {
            return [];
        }

        var losses = ImmutableArray.CreateBuilder<(ChatAlarmKind, DateTimeOffset, DateTimeOffset)>(3);
        // Counted from the first word that nobody answered: who writes on and on must not put the alarm off.
        var residentOwes = last.From == ChatSide.Counsellor;
        var unanswered = chat.Lines.Where(line => line.Event is null).Reverse().TakeWhile(line => line.From == last.From).Last().At;
        var silent = Later(unanswered, residentOwes ? contact.ResidentActive : contact.CounsellorActive);
        losses.Add((residentOwes ? ChatAlarmKind.ResidentSilent : ChatAlarmKind.CounsellorSilent, unanswered, silent + ChatLimits.Silence(level, residentOwes)!.Value));
        if (contact.ResidentGone is { } gone)
        {
            losses.Add((ChatAlarmKind.ResidentGone, gone, gone + absence));
        }

        if (chat.Attending is not null && contact.CounsellorGone is { } away)
        {
            losses.Add((ChatAlarmKind.CounsellorGone, away, away + absence));
        }

        return losses.DrainToImmutable();
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset? other) => other > one ? other.Value : one;
}
