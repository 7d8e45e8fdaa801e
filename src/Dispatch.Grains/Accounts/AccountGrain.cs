using System.Collections.Immutable;
using Dispatch.Contracts;
using Dispatch.Contracts.Accounts;
using Dispatch.Contracts.Records;
using Dispatch.Domain.Accounts;
using Dispatch.Grains.Records;
using Dispatch.Grains.Storage;
using Microsoft.Extensions.Logging;

namespace Dispatch.Grains.Accounts;

[GrainType("account")]
internal sealed partial class AccountGrain([PersistentState("account")] IPersistentState<Stored<AccountRecord>> store, TimeProvider clock, ILogger<AccountGrain> log)
    : RecordingGrain<AccountRecord>(store), IAccountGrain
{
    /// <summary>When sessions were last seen; put down with the next commit, or when it is worth one of its own.</summary>
    private readonly Dictionary<string, DateTimeOffset> _seen = new(StringComparer.Ordinal);

    private readonly NoticeListeners _listeners = new(log);

    private DateTimeOffset Now => clock.GetUtcNow();

    public Task<Account?> GetAsync() => Task.FromResult(State?.ToAccount());

    public Task<bool> HasLeftAsync(Role role) =>
        Task.FromResult(State is { } account && (account.Phase == AccountPhase.Closed || account.Role != role));

    public Task<Credentials?> CredentialsAsync() => Task.FromResult(State?.ToCredentials());

    public async Task<Reply> PutAsync(Account account, string? ifStamp)
    {
        if (account.Name != Id)
        {
            return new Refusal(RefusalCode.InputInvalid, $"An account named otherwise was sent to account '{Id}'.");
        }

        if (account == State?.ToAccount())
        {
            return Reply.Done;
        }

        if (State is null && ifStamp is not null)
        {
            return Unknown;
        }

        if (State is not null && State.SecurityStamp != ifStamp)
        {
            return ifStamp is null
                ? new Refusal(RefusalCode.AccountTaken, $"Account '{Id}' is open already.")
                : new Refusal(RefusalCode.RequestChanged, $"Account '{Id}' changed since it was read.");
        }

        // What the demonstration loads is nobody's doing; its accounts enter the record when somebody uses them.
        AccountEvent[] events = account.Demo || account.PasswordHash.Length == 0
            ? []
            : [new AccountEvent(State is null ? RecordActions.AccountOpened : RecordActions.AccountChanged, Actor.System)];
        return await ApplyAsync(AccountDecision.To(State?.With(account) ?? AccountRecord.Of(account), events));
    }

    public async Task<Reply<SignInOutcome>> SignInAsync(Attempt attempt)
    {
        if (State is not { } account)
        {
            return new Refusal(RefusalCode.SessionRefused, $"Account '{Id}' was never opened.");
        }

        var (decision, step) = SignInRules.Judge(Sighted(account), attempt, Now);
        var reply = await ApplyAsync(decision);
        return reply.Refused is { } refused ? refused : new SignInOutcome(step!.Value, State!.ToAccount());
    }

    public async Task<Account?> CheckAsync(string sessionId)
    {
        if (State is not { Phase: AccountPhase.Open } account || account.Sessions.FirstOrDefault(it => it.Id == sessionId) is not { } session)
        {
            return null;
        }

        var now = Now;
        if (!SessionRules.Stands(session, _seen.GetValueOrDefault(sessionId), now))
        {
            return null;
        }

        _seen[sessionId] = now;
        if (SessionRules.WorthKeeping(session, now))
        {
            await CommitAsync(Sighted(account));
        }

        return account.ToAccount();
    }

    public Task<ImmutableArray<SessionEntry>> SessionsAsync() => Task.FromResult<ImmutableArray<SessionEntry>>(State is { } account
        ? [.. Sighted(account).Sessions.Where(it => SessionRules.Stands(it, it.SeenAt, Now)).OrderByDescending(it => it.OpenedAt)]
        : []);

    public Task<Reply> EndSessionAsync(string sessionId) => DecideAsync(account => SessionRules.End(account, sessionId));

    public Task<Reply> EndSessionsAsync(string stamp) => DecideAsync(account => SessionRules.EndAll(account, stamp));

    private Refusal Unknown => new(RefusalCode.AccountUnknown, $"Account '{Id}' was never opened.");

    private Task<Reply> DecideAsync(Func<AccountRecord, AccountDecision> rule) =>
        State is { } account ? ApplyAsync(rule(Sighted(account))) : Task.FromResult<Reply>(Unknown);

    /// <summary>Makes a decision durable; a miss is durable too before it is refused.</summary>
    private async Task<Reply> ApplyAsync(AccountDecision decision)
    {
        if (decision.Next is { } next)
        {
            var now = Now;
            next = AccountNotices.Note(State, next, decision.Events, now);
            var isNews = next.LastNotice > (State?.LastNotice ?? 0);
            await CommitAsync(next, [.. decision.Events.Select(it => it.ToDraft(next.StationId, $"account/{Id}", now))]);
            Forget(next);
            if (isNews)
            {
                _listeners.Tell($"account/{Id}");
            }
        }

        return decision.Refused is { } refused ? refused : Reply.Done;
    }

    private AccountRecord Sighted(AccountRecord account) => _seen.Count == 0
        ? account
        : account with { Sessions = SessionRules.Seen(account.Sessions, id => _seen.TryGetValue(id, out var seen) ? seen : null) };

    private void Forget(AccountRecord account)
    {
        foreach (var ended in _seen.Keys.Where(id => account.Sessions.All(it => it.Id != id)).ToList())
        {
            _seen.Remove(ended);
        }
    }
}
