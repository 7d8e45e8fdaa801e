using Dispatch.Contracts;
using Dispatch.Contracts.Accounts;
using Dispatch.Domain.Accounts;
using Dispatch.Grains.Storage;

namespace Dispatch.Grains.Accounts;

[GrainType("once")]
internal sealed class OnceGrain([PersistentState("once")] IPersistentState<Stored<OnceRecord>> store, TimeProvider clock)
    : CommittingGrain<OnceRecord>(store), IOnceGrain
{
    public async Task<Reply<OnceOutcome>> BeginAsync(string bodyDigest)
    {
        var record = OnceRecord.Bind(State, bodyDigest, clock.GetUtcNow());
        await CommitAsync(record);
        return record.AnswerTo(bodyDigest);
    }

    public Task FinishAsync(OnceOutcome outcome) => State is null ? Task.CompletedTask : CommitAsync(State.Finish(outcome));
}
