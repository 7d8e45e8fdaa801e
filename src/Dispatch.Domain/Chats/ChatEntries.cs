using System.Collections.Immutable;
using Dispatch.Contracts;
using Dispatch.Contracts.Chats;
using Dispatch.Contracts.Records;
using Dispatch.Domain.Records;

namespace Dispatch.Domain.Chats;

/// <summary>The entries of one commit of a chat, found by comparing: ids and codes, never a word. Messages themselves are no entries.</summary>
public static class ChatEntries
{
    public static ImmutableArray<RecordDraft> Of(string requestId, Chat? before, Chat after, Actor by, RiskLevel level, DateTimeOffset now)
    {
        // All else that changes is what was deleted; the request says that it was.
        if (after.ErasedAt is not null)
        {
            return [];
        }

        var drafts = ImmutableArray.CreateBuilder<RecordDraft>();
        void Add(string action, string? reason = null, string? with = null, long? amount = null) => drafts.Add(new RecordDraft(
            after.StationId, now, by.Account, by == Actor.System ? null : by.Role, action, Codes.Request(requestId),
            new Facets(Level: Codes.Of(level), Reason: reason, With: with, Amount: amount)));

        if (after.Session > (before?.Session ?? 0))
        {
            Add(RecordActions.ChatOpened, amount: after.Session);
        }

        foreach (var line in after.Lines.Where(line => line.Number > (before?.Last ?? 0) && line.Event is not null))
        {
            Add(Action(line.Event!.Value), with: line.By == Actor.System.Account ? null : Codes.Account(line.By));
        }

        foreach (var alarm in after.Alarms.Where(alarm => alarm.Number > (before?.LastAlarm ?? 0)))
        {
            Add(RecordActions.ChatAlarm, Of(alarm.Kind), amount: alarm.Number);
        }

        foreach (var alarm in after.Alarms.Where(alarm => alarm.SeenBy is not null && before?.Standing.Any(known => known.Number == alarm.Number) == true))
        {
            Add(RecordActions.ChatAlarmSeen, Of(alarm.Kind), amount: alarm.Number);
        }

        if (after.Transcripts > (before?.Transcripts ?? 0))
        {
            Add(RecordActions.ChatTranscript, amount: after.Transcripts);
        }

        return drafts.DrainToImmutable();
    }

    /// <summary>How entries and notices spell an alarm.</summary>
    public static string Of(ChatAlarmKind kind) => kind switch
    {
        ChatAlarmKind.ResidentSilent => "resident-silent",
        ChatAlarmKind.ResidentGone => "resident-gone",
        ChatAlarmKind.CounsellorSilent => "counsellor-silent",
        ChatAlarmKind.CounsellorGone => "counsellor-gone",
        ChatAlarmKind.CounsellorDropped => "counsellor-dropped",
        _ => "cue",
    };

    private static string Action(ChatEvent what) => what switch
    {
        ChatEvent.Joined => RecordActions.ChatJoined,
        ChatEvent.HandedOver => RecordActions.ChatHandedOver,
        ChatEvent.Dropped => RecordActions.ChatDropped,
        _ => RecordActions.ChatEnded,
    };
}
