using System.Diagnostics;
using System.Globalization;
using Dispatch.Contracts.Records;
using Dispatch.Contracts.Stations;
using Dispatch.Domain.Catalogue;
using Dispatch.Grains.Hosting;
using Dispatch.Records.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Dispatch.Benchmarks.Ledger;

/// <summary>
/// Whole requests, from submission to the resident's word, through one silo with SQLite, as many as it bears. The processor time of each does not depend on
/// what else the machine does; the rate does.
/// </summary>
internal static class DispatchBenchmark
{
    public static async Task RunAsync(TextWriter output, TimeSpan duration, int inFlight, int rounds)
    {
        // Rounds take turns, so that whatever slows the machine for a while slows both.
        for (var round = 0; round < rounds; round++)
        {
            foreach (var withRecord in new[] { false, true })
            {
                var (rate, cpu, entries) = await MeasureAsync(withRecord, duration, inFlight);
                await output.WriteLineAsync(string.Create(
                    CultureInfo.InvariantCulture, $"dispatch record={(withRecord ? "sqlite" : "none")} requests_per_s={rate:F1} cpu_ms_each={cpu:F3} entries={entries}"));
            }
        }
    }

    private static async Task<(double Rate, double CpuMilliseconds, long Entries)> MeasureAsync(bool withRecord, TimeSpan duration, int inFlight)
    {
        var folder = Directory.CreateTempSubdirectory("dispatch-bench-");
        try
        {
            using var host = Host(folder.FullName, withRecord);
            await host.StartAsync();
            var town = new BusyTown(host.Services.GetRequiredService<IGrainFactory>(), inFlight);
            await town.FoundAsync();
            await town.RunAsync(TimeSpan.FromSeconds(2));
            var (clock, before, cpu) = (Stopwatch.StartNew(), town.Done, Environment.CpuUsage.TotalTime);
            await town.RunAsync(duration);
            var (done, used) = (town.Done - before, Environment.CpuUsage.TotalTime - cpu);
            var rate = done / clock.Elapsed.TotalSeconds;
            var head = await host.Services.GetRequiredService<ILedgerStore>().HeadAsync(BusyTown.Station, default);
            await host.StopAsync();
            return (rate, used.TotalMilliseconds / done, head.Sequence);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static IHost Host(string folder, bool withRecord)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateApplicationBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        builder.Services.AddSingleton(ServiceCatalogue.Parse(Data("services.json")));
        builder.Services.AddSingleton(CueList.Parse(Data("cues.json")));
        builder.Services.AddCareFiles(CareFiles.Read(Path.Combine(AppContext.BaseDirectory, "data"), null));
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(serviceId: "bench", clusterId: "bench");
            silo.AddAdoNetGrainStorage("Default", storage =>
                (storage.Invariant, storage.ConnectionString) = ("Microsoft.Data.Sqlite", $"Data Source={Path.Combine(folder, "dispatch.db")}"));
            silo.UseInMemoryReminderService();
            silo.Services.AddDispatchGrains();
            _ = withRecord ? silo.Services.AddRecords(null, folder) : silo.Services.AddSingleton<ILedgerStore>(new NoRecord());
        });
        return builder.Build();
    }

    private static string Data(string file) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "data", file));
}
