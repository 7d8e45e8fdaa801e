using System.Diagnostics;
using Dispatch.Benchmarks.Runtime;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Dispatch.Benchmarks.Clusters;

/// <summary>Calls from grains on one silo to grains on another, as the figures of stock Orleans were taken: 100 grains that call 10,000, and one that calls one.</summary>
internal static class CallsBetweenSilos
{
    private const int Callers = 100;
    private const int Callees = 10_000;
    private const int CallsAtOnce = 1_000;

    public static async Task RunAsync(string database, TimeSpan time, int rounds)
    {
        using var here = SiloChild.Silo(database);
        await here.StartAsync();
        await using var there = await SiloChild.StartAsync(database);
        var factory = here.Services.GetRequiredService<IGrainFactory>();
        var callers = await NamesAsync(factory, "caller", Callers, ownProcess: true);
        var callees = await NamesAsync(factory, "callee", Callees, ownProcess: false);
        await MeasureAsync("between_silos_callers", callers, callees, time, rounds);
        await MeasureAsync("between_silos_sequential", callers[..1], callees[..1], time, rounds);
        await here.StopAsync();

        async Task MeasureAsync(string name, string[] from, string[] to, TimeSpan length, int count)
        {
            await Task.WhenAll(from.Select(caller => factory.GetGrain<IPingGrain>(caller).Meet(to)));
            await CallAsync(factory, from, TimeSpan.FromSeconds(1));
            var rates = new List<double>();
            for (var round = 0; round < count; round++)
            {
                rates.Add(await CallAsync(factory, from, length));
            }

            rates.Sort();
            Console.WriteLine(FormattableString.Invariant(
                $"cluster {name} calls_per_s={rates[count / 2]:F0} min={rates[0]:F0} max={rates[^1]:F0} us_per_call={1e6 / rates[count / 2]:F1}"));
        }
    }

    private static async Task<double> CallAsync(IGrainFactory factory, string[] from, TimeSpan length)
    {
        var clock = Stopwatch.StartNew();
        var done = await Task.WhenAll(from.Select(async name =>
        {
            var (caller, calls) = (factory.GetGrain<IPingGrain>(name), 0L);
            while (clock.Elapsed < length)
            {
                await caller.PingMet(CallsAtOnce);
                calls += CallsAtOnce;
            }

            return calls;
        }));
        return done.Sum() / clock.Elapsed.TotalSeconds;
    }

    /// <summary>Names of grains that live in this process, or in the other one.</summary>
    private static async Task<string[]> NamesAsync(IGrainFactory factory, string kind, int count, bool ownProcess)
    {
        var names = new List<string>();
        for (var number = 0; names.Count < count; number++)
        {
            var name = $"{kind}-{number}";
            if (await factory.GetGrain<IPingGrain>(name).WhichProcess() == Environment.ProcessId == ownProcess)
            {
                names.Add(name);
            }
        }

        return [.. names];
    }
}
