using Dispatch.Contracts.Records;
using Dispatch.Contracts.Rosters;
using Dispatch.Contracts.Stations;
using Dispatch.Domain.Records;
using Dispatch.Domain.Stations;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Dispatch.Grains.Stations;

/// <summary>Wakes the open sets of all stations at start and every few seconds, so that requests and emergencies go on after any crash, and entries reach their ledgers.</summary>
/// <remarks>Every host touches every set: a touch is one-way and cheap, and no host need know which sets died with another.</remarks>
public sealed partial class OpenSetToucher(IGrainFactory grains, TimeProvider clock, IOptions<StationOptions> options, ILogger<OpenSetToucher> log)
    : BackgroundService, IHostedLifecycleService
{
    /// <inheritdoc/>
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public override Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Begins once everything runs: a host may start its silo beside the rest, and a silo may wait long for its store.</summary>
    public Task StartedAsync(CancellationToken cancellationToken) => base.StartAsync(cancellationToken);

    /// <inheritdoc/>
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Touches every shard of every station's open set and its roster once, and the shards of actors that may have entries to send.</summary>
    public async Task TouchAllAsync()
    {
        for (var shard = 0; shard < RecordLimits.UnrecordedShards; shard++)
        {
            _ = grains.GetGrain<IUnrecordedGrain>(UnrecordedShard.KeyOf(shard)).TouchAsync();
        }

        foreach (var station in await grains.GetGrain<IDirectoryGrain>(DirectoryGrain.Key).GetAsync())
        {
            var counts = await grains.GetGrain<IStationGrain>(station.Id).ShardsAsync();
            for (var shard = 0; shard < counts.Open; shard++)
            {
                _ = grains.GetGrain<IOpenSetGrain>(ShardWalk.Key(station.Id, shard)).TouchAsync();
            }

            _ = grains.GetGrain<IRosterGrain>(station.Id).TouchAsync();
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.Value.TouchSeconds), clock);
        do
        {
            try
            {
                await TouchAllAsync();
            }
            catch (Exception fault)
            {
                // Silos come and go while this runs; the next round touches again.
                LogMissed(log, fault);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(LogLevel.Warning, "The open sets could not be touched; they will be in the next round.")]
    private static partial void LogMissed(ILogger log, Exception fault);
}
