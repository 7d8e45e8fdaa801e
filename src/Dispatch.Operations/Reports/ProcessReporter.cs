using Dispatch.Contracts.Operations;
using Dispatch.Domain.Operations;
using Dispatch.Operations.Hosting;
using Dispatch.Operations.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Dispatch.Operations.Reports;

/// <summary>Tells the operations actor every few seconds how this process does.</summary>
internal sealed partial class ProcessReporter(
    ProcessFacts facts, MetricStore metrics, IServiceProvider services, IHostApplicationLifetime host, TimeProvider clock, ILogger<ProcessReporter> log)
    : BackgroundService
{
    /// <summary>Rates and quantiles are over so many reports: a minute.</summary>
    private const int Window = 12;

    private static readonly string[] Operations = ["read", "write", "clear"];

    private static readonly TimeSpan WhileStarting = TimeSpan.FromSeconds(1);

    private readonly Queue<Moment> _moments = new();
    private bool _failing;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var silo = services.GetService<ISiloFigures>();
        _moments.Enqueue(new(Seconds(), TimeSpan.Zero, null, [], default));
        await StartedAsync(stoppingToken);
        using var pace = new PeriodicTimer(WhileStarting, clock);
        do
        {
            pace.Period = await ReportAsync(silo) ? OpsFold.Pace : WhileStarting;
        }
        while (await pace.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>Before that there is nobody to report to, and nothing to wonder about.</summary>
    private async Task StartedAsync(CancellationToken stop)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var told = host.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stop);
    }

    private async Task<bool> ReportAsync(ISiloFigures? silo)
    {
        try
        {
            var report = Report(silo);
            await services.GetRequiredService<IGrainFactory>().GetGrain<IOpsGrain>(IOpsGrain.Key).ReportAsync(report);
            _failing = false;
            return true;
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // The next report carries all that this one would have; one line tells it until a report gets through again.
            if (!_failing)
            {
                NotReported(failure.GetType().Name, failure.Message);
            }

            _failing = true;
            return false;
        }
    }

    private ProcessReport Report(ISiloFigures? source)
    {
        var silo = source?.Take();
        var now = Take(silo);
        var then = _moments.Peek();
        _moments.Enqueue(now);
        if (_moments.Count > Window)
        {
            _moments.Dequeue();
        }

        return new ProcessReport(
            silo?.Address ?? facts.Address,
            facts.Name,
            facts.Kind,
            facts.Version,
            facts.StartedAt,
            new(now.ProcessorsSince(then), Environment.ProcessorCount, Environment.WorkingSet, GC.GetTotalMemory(false), ThreadPool.PendingWorkItemCount),
            now.GrainTypesSince(then),
            now.StorageSince(then),
            silo?.Reminders ?? new(0, 0, 0),
            silo?.View);
    }

    private Moment Take(SiloFigures? silo)
    {
        var batches = metrics.Histogram("dispatch_storage_batch_size");
        return new(
            Seconds(),
            Environment.CpuUsage.TotalTime,
            silo,
            [.. Operations.Select(operation => new StorageCount(
                operation,
                metrics.Histogram($"orleans_storage_{operation}_latency_milliseconds").Values,
                (long)metrics.Sum($"orleans_storage_{operation}_errors_total")))],
            (batches.Sum, batches.Values.Total));
    }

    private double Seconds() => clock.GetTimestamp() / (double)clock.TimestampFrequency;

    [LoggerMessage(LogLevel.Information, "The operations page hears nothing of this process for now: {Fault}, {Words}")]
    private partial void NotReported(string fault, string words);
}
