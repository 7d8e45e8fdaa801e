using Dispatch.Contracts;
using Dispatch.Contracts.Accounts;
using Dispatch.Contracts.Records;
using Dispatch.Domain;
using Dispatch.Domain.Accounts;
using Dispatch.Grains.Records;
using Dispatch.Grains.Storage;

namespace Dispatch.Grains.Accounts;

[GrainType("roll")]
internal sealed class RollGrain([PersistentState("roll")] IPersistentState<Stored<Roll>> store, TimeProvider clock) : RecordingGrain<Roll>(store), IRollGrain
{
    private Roll Roll => State ?? Roll.Empty;

    public Task<RollView> GetAsync() => Task.FromResult(new RollView(Roll.Accounts, Roll.Applications));

    public Task<Reply> EnterAsync(string account) => DecideAsync(Roll.Enter(account), null, "");

    public Task<Reply> ApplyAsync(Application application)
    {
        var now = clock.GetUtcNow();
        return DecideAsync(Roll.Apply(application with { At = now }, now), new AccountEvent(RecordActions.AccountApplied, Actor.Resident), application.Id);
    }

    public Task<Reply> SettleAsync(string applicationId, bool approved, Actor actor) =>
        DecideAsync(Roll.Settle(applicationId), approved ? null : new AccountEvent(RecordActions.AccountDeclined, actor), applicationId);

    public async Task<int> ForgetAsync(DateTimeOffset cutoff)
    {
        var (waited, next) = (Roll.Applications.Length, Roll.Forget(cutoff));
        if (!ReferenceEquals(next, Roll))
        {
            await CommitAsync(next);
        }

        return waited - next.Applications.Length;
    }

    private async Task<Reply> DecideAsync(Decision<Roll> decision, AccountEvent? happened, string applicationId)
    {
        if (decision.Refused is { } refused)
        {
            return refused;
        }

        if (!ReferenceEquals(decision.Next, Roll))
        {
            var station = Id == Rolls.Installation ? null : Id;
            await CommitAsync(decision.Next!, happened is null ? [] : [happened.ToDraft(station, $"application/{applicationId}", clock.GetUtcNow())]);
        }

        return Reply.Done;
    }
}
