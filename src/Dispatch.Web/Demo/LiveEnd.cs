using Dispatch.Web.Hosting;
using Microsoft.Extensions.Options;

namespace Dispatch.Web.Demo;

/// <summary>Takes the simulated people off duty when the process that played them is gone: alone at the start, in a cluster whenever that is found.</summary>
internal sealed partial class LiveEnd(
    LiveMark mark, IServiceProvider services, Readiness readiness, IOptions<DispatchOptions> options, TimeProvider clock, ILogger<LiveEnd> log) : BackgroundService
{
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Value.IsCluster)
        {
            await base.StartAsync(cancellationToken);
        }
        else
        {
            await EndAsync(alone: true);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var pace = new PeriodicTimer(LiveMark.Lasts, clock);
        try
        {
            while (await readiness.OpenedAsync(stoppingToken) && await pace.WaitForNextTickAsync(stoppingToken))
            {
                try
                {
                    await EndAsync(alone: false);
                }
                catch (Exception fault) when (Faults.Refusal(fault).Code != RefusalCode.FaultInternal)
                {
                    Later(fault.GetType().Name);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The process stops.
        }
    }

    private async Task EndAsync(bool alone)
    {
        if (await mark.IsLeftAsync(alone))
        {
            await services.GetRequiredService<SimulatedHelpers>().GoOffDutyAsync();
            await mark.EndAsync();
        }
    }

    [LoggerMessage(LogLevel.Warning, "Simulated people whose process is gone are taken off duty later, after a {Fault}.")]
    private partial void Later(string fault);
}
