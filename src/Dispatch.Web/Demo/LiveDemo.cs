using Dispatch.Web.Hosting;
using Microsoft.Extensions.Options;

namespace Dispatch.Web.Demo;

/// <summary>Gives the simulated residents and helpers their turns, once a second, through the same actors as everyone else.</summary>
internal sealed partial class LiveDemo(
    SimulatedHelpers helpers, LiveMark mark, SimulatedResidents residents, Readiness readiness, IOptions<DispatchOptions> options, TimeProvider clock,
    ILogger<LiveDemo> log) : BackgroundService
{
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Turn, clock);
        var began = false;
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                try
                {
                    if (!await readiness.OpenedAsync(stoppingToken) || !await mark.TakeAsync(alone: !options.Value.IsCluster))
                    {
                        began = false;
                    }
                    else if (!began && await readiness.IsReadyAsync())
                    {
                        await helpers.GoOnDutyAsync();
                        began = true;
                    }

                    if (began)
                    {
                        await helpers.TurnAsync();
                        await residents.TurnAsync();
                    }
                }
                catch (Exception failure) when (failure is not OperationCanceledException)
                {
                    // The show goes on: what failed now is tried again in the next turn.
                    Missed(failure.GetType().Name);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The process stops.
        }
    }

    [LoggerMessage(LogLevel.Warning, "The live demonstration missed a turn: {Fault}.")]
    private partial void Missed(string fault);
}
