using Dispatch.Contracts.Operations;
using Dispatch.Domain.Operations;

namespace Dispatch.Grains.Operations;

/// <inheritdoc cref="IOpsGrain"/>
[GrainType("ops")]
internal sealed class OpsGrain(TimeProvider clock) : Grain, IOpsGrain
{
    private readonly OpsFold _fold = new();

    public Task ReportAsync(ProcessReport report)
    {
        _fold.Hear(report, clock.GetUtcNow());
        return Task.CompletedTask;
    }

    public Task<OpsView> GetAsync() => Task.FromResult(_fold.View(clock.GetUtcNow()));
}
