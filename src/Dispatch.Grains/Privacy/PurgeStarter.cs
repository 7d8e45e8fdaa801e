using Dispatch.Contracts.Curves;
using Dispatch.Contracts.Privacy;
using Dispatch.Contracts.Records;
using Dispatch.Contracts.Stations;
using Dispatch.Grains.Stations;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Dispatch.Grains.Privacy;

/// <summary>Sees to it that every station is purged and its curves are counted: reminds each to be reminded, at start and every hour, for a station may be new.</summary>
public sealed partial class PurgeStarter(IGrainFactory grains, TimeProvider clock, ILogger<PurgeStarter> log) : BackgroundService, IHostedLifecycleService
{
    private static readonly TimeSpan Round = TimeSpan.FromHours(1);
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    /// <inheritdoc/>
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public override Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Begins once everything runs.</summary>
    public Task StartedAsync(CancellationToken cancellationToken) => base.StartAsync(cancellationToken);

    /// <inheritdoc/>
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // A first start has no stations yet; the demonstration or an administrator makes them within seconds.
        using var timer = new PeriodicTimer(Soon, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                foreach (var station in await grains.GetGrain<IDirectoryGrain>(DirectoryGrain.Key).GetAsync())
                {
                    await grains.GetGrain<IPurgeGrain>(station.Id).KeepAsync();
                    await grains.GetGrain<ICurveGrain>(station.Id).KeepAsync();
                    timer.Period = Round;
                }

                await grains.GetGrain<IPurgeGrain>(Ledgers.House).KeepAsync();
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                LogMissed(log, fault);
                timer.Period = Soon;
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "The nightly purges could not be set; they will be in the next round.")]
    private static partial void LogMissed(ILogger log, Exception fault);
}
