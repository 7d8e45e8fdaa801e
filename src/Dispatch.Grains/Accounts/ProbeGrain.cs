using Dispatch.Contracts.Accounts;
using Dispatch.Domain.Accounts;
using Dispatch.Grains.Storage;

namespace Dispatch.Grains.Accounts;

[GrainType("probe")]
internal sealed class ProbeGrain([PersistentState("probe")] IPersistentState<Stored<Probe>> store, TimeProvider clock)
    : CommittingGrain<Probe>(store), IProbeGrain
{
    private static readonly TimeSpan Apart = TimeSpan.FromSeconds(1);

    public Task WriteAsync()
    {
        var now = clock.GetUtcNow();
        return State is { } last && (now - last.WrittenAt).Duration() < Apart ? Task.CompletedTask : CommitAsync(new Probe(now));
    }
}
