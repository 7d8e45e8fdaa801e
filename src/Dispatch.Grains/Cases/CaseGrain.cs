using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Dispatch.Contracts;
using Dispatch.Contracts.Care;
using Dispatch.Contracts.Chats;
using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Responders;
using Dispatch.Domain;
using Dispatch.Domain.Access;
using Dispatch.Domain.Cases;
using Dispatch.Domain.FollowUps;
using Dispatch.Domain.Privacy;
using Dispatch.Domain.Records;
using Dispatch.Grains.Records;
using Dispatch.Grains.Storage;
using Microsoft.Extensions.Logging;

namespace Dispatch.Grains.Cases;

/// <inheritdoc cref="ICaseGrain"/>
[GrainType("case")]
internal sealed partial class CaseGrain(
    [PersistentState("case")] IPersistentState<Stored<CaseFile>> store, CarePathway pathway, FollowUpPlans plans, UnitDirectory units,
    TimeProvider clock, ILogger<CaseGrain> log)
    : RecordingGrain<CaseFile>(store), ICaseGrain, IRemindable
{
    /// <summary>Longest id of a command.</summary>
    private const int CommandMost = 128;

    /// <summary>No account has a longer name; what is longer, or nothing at all, wakes no actor.</summary>
    private const int AccountMost = 64;

    /// <summary>The committed state plus acknowledgements that go with the next commit; losing those only repeats a message.</summary>
    private CaseFile? _current;

    private CaseFile? Current => _current ??= State;

    private DateTimeOffset Now => clock.GetUtcNow();

    public async Task HearAsync(CareNews news)
    {
        if (Current is not { } file)
        {
            await Desk(news.StationId).EnterAsync(Id);
            await SaveAsync(FileRules.Begin(Id, news));
        }
        else
        {
            await SaveAsync(FileRules.Hear(file, news, plans, Now));
        }

        if (news.Kind == CareNewsKind.HandedBack)
        {
            // The chat sees for itself who has left; should this word be lost, its reminder comes within the minute.
            _ = GrainFactory.GetGrain<IChatGrain>(Id).LookAsync();
        }

        OpenSoon();
    }

    public Task<Reply> RaiseAsync(string commandId, RaiseLevel command) => FileAsync(
        Of(commandId, "raise", command.By, command.To, command.Reason, string.Join(' ', command.Codes)),
        command.By,
        AccessTable.WorkCase.Of(command.By.Role) == Reach.None || Current?.Bars(command.By.Account) == true ? null : AccessTable.WorkCase,
        file => FileRules.Speak(file, command, plans, Now));

    public async Task<Reply> RaiseByScreeningAsync(string instrument, Actor by)
    {
        if (Current is not { } file)
        {
            return CaseAccess.Unknown;
        }

        await SaveAsync(FileRules.RaiseByScreening(file, instrument, by, plans, Now));
        return Reply.Done;
    }

    public Task<Reply> ConfirmAsync(string commandId, ConfirmLevel command, bool met) => ActAsync(
        Of(commandId, "confirm", command, met), new CareWorker(command.By), (held, worker) => CaseLevels.Confirm(held, command, met, worker.Profile, plans, Now));

    public async Task<Reply<CaseView>> GetAsync(CareWorker worker)
    {
        if (CaseAccess.Judge(AccessTable.ReadCase, Current, worker.By) is { } refused)
        {
            return refused;
        }

        if (Current!.Case is not { } held)
        {
            return CaseAccess.Unknown;
        }

        var seen = CaseViews.View(held, await KnowAsync(worker.By), pathway, Now);
        return seen.Refused is { } wrong ? wrong : seen.Next!;
    }

    /// <summary>An act of a part in the case, judged with the own record as it is now.</summary>
    private async Task<Reply> ActAsync(DoneCommand command, CareWorker asked, Func<CareCase, CareWorker, Decision<CareCase>> decide, AccessRule? rule = null)
    {
        var worker = asked.By.Role == Role.Counsellor ? await KnowAsync(asked.By) : asked with { Profile = null };
        return await FileAsync(command, asked.By, rule ?? AccessTable.WorkCase, file =>
        {
            if (file.Case is not { } held)
            {
                return CaseAccess.Unknown;
            }

            var decision = decide(held, worker);
            return decision.Refused is { } refused ? refused : file.With(decision.Next!);
        });
    }

    /// <summary>Judges, decides purely, commits, answers. Told again under the same id it changes nothing; a refusal changes nothing.</summary>
    private async Task<Reply> FileAsync(DoneCommand command, Actor by, AccessRule? rule, Func<CaseFile, Decision<CaseFile>> decide)
    {
        if ((rule is null ? Current is null ? CaseAccess.Unknown : null : CaseAccess.Judge(rule, Current, by)) is { } refused)
        {
            LogRefused(Id, refused.Code);
            return refused;
        }

        if (command.Id.Length is 0 or > CommandMost)
        {
            return new Refusal(RefusalCode.InputInvalid, $"A command id has 1 to {CommandMost} characters.", "commandId");
        }

        // What one account sends must not be taken for what another did.
        var own = Own(command, by);
        if (Current!.Known(own) is { } known)
        {
            return known;
        }

        var decision = decide(Current);
        if (decision.Refused is { } wrong)
        {
            LogRefused(Id, wrong.Code);
            return wrong;
        }

        await SaveAsync(ReferenceEquals(decision.Next, Current) ? Current : decision.Next!.Remember(own));
        return Reply.Done;
    }

    private static DoneCommand Own(DoneCommand command, Actor by) => command with { Id = $"{by.Account}/{command.Id}" };

    /// <summary>A command with a digest of all that it says: told again under its id with other words it is another one.</summary>
    private static DoneCommand Of(string id, string what, params object?[] said) =>
        new(id, what, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', said))))[..32]);

    /// <summary>Commits when something changed, with its entries, then tells.</summary>
    private async Task SaveAsync(CaseFile next, params ImmutableArray<FollowUpAlert> alerts)
    {
        if (ReferenceEquals(next, Current))
        {
            return;
        }

        next = FileRules.CountDanger(State, next);
        next = FileInvariants.Assert(State, CaseNotices.Follow(State, CaseErasure.Follow(State, next), alerts, Now) with { Version = (State?.Version ?? 0) + 1 });
        foreach (var board in next.Boards.Except(State?.Boards ?? []))
        {
            await Desk(board).EnterAsync(Id);
        }

        await RemindAsync(next);
        await CommitAsync(next, CaseEntries.Of(State, next, Now));
        _current = next;
        TellSoon();
    }

    /// <summary>Whoever acts, with the own record as it is at this moment.</summary>
    private async Task<CareWorker> KnowAsync(Actor by)
    {
        var known = by.Role == Role.Counsellor && by.Account.Length is > 0 and <= AccountMost ? await GrainFactory.GetGrain<ICounsellorGrain>(by.Account).ProfileAsync() : null;
        return new CareWorker(known is null || by.StationId is not null ? by : by with { StationId = known.StationId }, known);
    }

    private ICareDeskGrain Desk(string stationId) => GrainFactory.GetGrain<ICareDeskGrain>(DeskShard.KeyOf(stationId, Id));

    [LoggerMessage(Level = LogLevel.Information, Message = "Case {CaseId} refused a command: {Code}")]
    private partial void LogRefused(string caseId, RefusalCode code);
}
