using System.Collections.Immutable;
using Dispatch.Contracts;
using Dispatch.Contracts.Care;
using Dispatch.Contracts.Chats;
using Dispatch.Contracts.Privacy;
using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Responders;
using Dispatch.Domain;
using Dispatch.Domain.Access;
using Dispatch.Domain.Catalogue;
using Dispatch.Domain.Chats;
using Dispatch.Domain.Levels;
using Dispatch.Domain.Requests;
using Dispatch.Domain.Triage;
using Dispatch.Grains.Records;
using Dispatch.Grains.Storage;
using Microsoft.Extensions.Logging;

namespace Dispatch.Grains.Chats;

/// <inheritdoc cref="IChatGrain"/>
[GrainType("chat")]
internal sealed partial class ChatGrain(
    [PersistentState("chat")] IPersistentState<Stored<Chat>> store, ServiceCatalogue catalogue, CueList cues, TimeProvider clock, ILogger<ChatGrain> log)
    : RecordingGrain<Chat>(store), IChatGrain, IRemindable
{
    /// <summary>The committed chat plus marks that go with the next commit; losing those only has a side say again what it saw.</summary>
    private Chat? current;

    private DateTimeOffset Now => clock.GetUtcNow();

    private IRequestGrain Request => GrainFactory.GetGrain<IRequestGrain>(Id);

    private ICaseGrain File => GrainFactory.GetGrain<ICaseGrain>(Id);

    public async Task<Reply<ChatReceipt>> WriteAsync(WriteMessage command)
    {
        var (team, refused) = await TeamAsync(RuleOf(command.By), command.By);
        if (team is null)
        {
            return refused!;
        }

        // Danger counts in words that are refused as well, and before they are kept: a crash in between raises a level too much, never one too little.
        var danger = command.By.Role == Role.Resident ? cues.Find(command.Text[..Math.Min(command.Text.Length, 2 * ChatLimits.TextMost)]) : CueFinding.None;
        if (danger.Level > RiskLevel.General)
        {
            team = await RaiseAsync(team, command.ClientId, danger);
        }

        var before = Chat(team);
        var decision = ChatRules.Write(before, command, team, Now);
        var next = decision.Next ?? before;
        if (danger.Level > RiskLevel.General && !ReferenceEquals(next, before))
        {
            next = ContactRules.Alarm(next, ChatAlarmKind.Cue, team.Level, Now, Now);
        }

        await SaveAsync(next, command.By, team);
        if (decision.Refused is { } fault)
        {
            LogRefused(log, Id, fault.Code);
            return fault;
        }

        var line = ChatRules.Known(current!, command)!;
        return new ChatReceipt(line.Number, line.At, team.Level, danger.Level > RiskLevel.General);
    }

    public async Task<Reply<ChatView>> ViewAsync(Actor by, long after)
    {
        var (team, refused) = await TeamAsync(RuleOf(by), by);
        if (team is null)
        {
            return refused!;
        }

        var transcript = (await Request.HelpAsync())?.Consents.Any(consent => consent is { Purpose: Purpose.Transcript, Given: true }) == true;
        return ChatViews.Of(Id, Chat(team), team, by, after, transcript, Now);
    }

    public async Task<Reply> SeenAsync(Actor by, long upto)
    {
        var (team, refused) = await TeamAsync(RuleOf(by), by);
        if (team is null)
        {
            return refused!;
        }

        var chat = Chat(team);
        Active(by);
        current = ChatRules.Seen(chat, ChatRules.SideOf(by), upto);
        if (!ReferenceEquals(chat, current))
        {
            Ring();
        }

        return Reply.Done;
    }

    public Task<Reply> JoinAsync(Actor by) => ChangeAsync(by, (chat, team) => ChatRules.Join(chat, by, team, Now));

    public Task<string?> AttendingAsync() => Task.FromResult((current ?? State) is { OpenSince: not null } chat ? chat.Attending : null);

    public async Task<Reply> HandOverAsync(Actor from, string to)
    {
        // Giving away needs no licence: of all people, whoever may not answer any longer must be able to.
        var (team, refused) = ChatTeam.Admit(await Request.GetAsync(Actor.System), await File.RowAsync(), catalogue, AccessTable.Chat, from, current ?? State);
        if (team is null)
        {
            return refused!;
        }

        await SaveAsync(ChatRules.HandOver(Chat(team), from, to, Now), from, team);
        return Reply.Done;
    }

    public Task<Reply> EndAsync(Actor by) => ChangeAsync(by, (chat, _) => ChatRules.End(chat, by, Now));

    public Task<Reply> AlarmSeenAsync(Actor by, int number) => ChangeAsync(by, (chat, _) => ChatRules.AlarmSeen(chat, number, by, Now));

    public async Task<Reply<ChatTranscript>> TranscriptAsync(Actor by)
    {
        var (team, refused) = await TeamAsync(AccessTable.Transcript, by);
        if (team is null)
        {
            return refused!;
        }

        if ((await Request.HelpAsync())?.Consents.Any(consent => consent is { Purpose: Purpose.Transcript, Given: true }) != true)
        {
            return new Refusal(RefusalCode.ConsentRequired, "The resident has not allowed that a copy of the chat is taken.");
        }

        var chat = Chat(team);
        await SaveAsync(chat with { Transcripts = chat.Transcripts + 1 }, by, team);
        return new ChatTranscript(Id, Now, [.. ChatViews.Lines(current!, by, 0)]);
    }

    public Task<ImmutableArray<ChatMessage>> CopyAsync() =>
        Task.FromResult<ImmutableArray<ChatMessage>>(State is { } chat ? [.. ChatViews.Lines(chat, Actor.Resident, 0)] : []);

    public async Task<Reply> EraseAsync()
    {
        if (State is null)
        {
            return Reply.Done;
        }

        if (await Request.HelpAsync() is { CanErase: false, ErasedAt: null })
        {
            return new Refusal(RefusalCode.PrivacyObligation, $"Request '{Id}' must have ended before its chat can be deleted.");
        }

        await CommitAsync(ChatRules.Erase(State, Now), []);
        current = State;
        await RestAsync();
        return Reply.Done;
    }

    private static AccessRule RuleOf(Actor by) => by.Role == Role.Resident ? AccessTable.ChatHelp : AccessTable.Chat;

    private Chat Chat(ChatTeam team) => current ??= State ?? Domain.Chats.Chat.Begin(team.StationId);

    /// <summary>Who belongs to the chat now, or why this actor does not.</summary>
    private async Task<(ChatTeam? Team, Refusal? Refused)> TeamAsync(AccessRule rule, Actor by)
    {
        var (team, refused) = ChatTeam.Admit(await Request.GetAsync(Actor.System), await File.RowAsync(), catalogue, rule, by, current ?? State);
        return team is not null && by.Role == Role.Counsellor && await LapsedAsync(by) is { } lapsed ? (null, lapsed) : (team, refused);
    }

    /// <summary>Null: the counsellor's own record says that the licence covers this moment.</summary>
    private async Task<Refusal?> LapsedAsync(Actor by) =>
        Licence.Check(by, await GrainFactory.GetGrain<ICounsellorGrain>(by.Account).ProfileAsync(), Now);

    /// <summary>
    /// Raises by the way that everybody raises, and the request tells its case. One that is done keeps its level: then the case is told, and where there
    /// is none the alarm of the chat tells of it all the same.
    /// </summary>
    private async Task<ChatTeam> RaiseAsync(ChatTeam team, string commandId, CueFinding danger)
    {
        var raise = new RaiseLevel(Actor.System, danger.Level, "") { Codes = [.. danger.Categories.Select(category => TriageRules.CuePrefix + category)] };
        if ((await Request.RaiseAsync(raise)).Refused is { } refused)
        {
            LogRefused(log, Id, refused.Code);
            await File.RaiseAsync(commandId, raise with { Reason = CareRules.Words(raise) });
        }

        return danger.Level > team.Level ? team with { Level = danger.Level } : team;
    }

    private async Task<Reply> ChangeAsync(Actor by, Func<Chat, ChatTeam, Decision<Chat>> decide)
    {
        var (team, refused) = await TeamAsync(AccessTable.Chat, by);
        if (team is null)
        {
            return refused!;
        }

        var decision = decide(Chat(team), team);
        if (decision.Refused is { } fault)
        {
            LogRefused(log, Id, fault.Code);
            return fault;
        }

        await SaveAsync(decision.Next!, by, team);
        return Reply.Done;
    }

    /// <summary>Commits when something changed that must not be lost, with the entries that say so, then tells.</summary>
    private async Task SaveAsync(Chat next, Actor by, ChatTeam team)
    {
        if (ReferenceEquals(next, current))
        {
            return;
        }

        var before = State;
        if (next.OpenSince is not null)
        {
            await WatchAsync();
        }

        await CommitAsync(next, ChatEntries.Of(Id, before, next, by, team.Level, Now));
        current = State;
        Tell(before, team);
    }

    [LoggerMessage(LogLevel.Information, "Chat {RequestId} refused a command: {Code}")]
    private static partial void LogRefused(ILogger log, string requestId, RefusalCode code);
}
