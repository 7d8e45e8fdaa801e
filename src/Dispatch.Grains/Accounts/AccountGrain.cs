using Dispatch.Contracts;
using Dispatch.Contracts.Accounts;
using Dispatch.Domain.Accounts;
using Dispatch.Grains.Storage;

namespace Dispatch.Grains.Accounts;

[GrainType("account")]
internal sealed class AccountGrain([PersistentState("account")] IPersistentState<Stored<Account>> store, TimeProvider clock)
    : CommittingGrain<Account>(store), IAccountGrain
{
    public Task<Account?> GetAsync() => Task.FromResult(State);

    public async Task<Reply> PutAsync(Account account, string? ifStamp)
    {
        if (account.Name != Id)
        {
            return new Refusal(RefusalCode.InputInvalid, $"An account named otherwise was sent to account '{Id}'.");
        }

        if (account == State)
        {
            return Reply.Done;
        }

        if (State is null && ifStamp is not null)
        {
            return new Refusal(RefusalCode.AccountUnknown, $"Account '{Id}' was never opened.");
        }

        if (State is not null && State.SecurityStamp != ifStamp)
        {
            return ifStamp is null
                ? new Refusal(RefusalCode.AccountTaken, $"Account '{Id}' is open already.")
                : new Refusal(RefusalCode.RequestChanged, $"Account '{Id}' changed since it was read.");
        }

        await CommitAsync(account);
        return Reply.Done;
    }

    public async Task<bool> JudgeAsync(bool passwordFits)
    {
        var now = clock.GetUtcNow();
        if (State is not { } account || account.LockedUntil > now)
        {
            return false;
        }

        var failures = passwordFits ? 0 : account.Failures + 1;
        if (failures != account.Failures)
        {
            await CommitAsync(account with { Failures = failures, LockedUntil = Lockout.Until(failures, now) });
        }

        return passwordFits;
    }
}
