using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Dispatch.Benchmarks.Runtime;

/// <summary>Calls per second and bytes per idle activation, for the same cases as the figures of stock Orleans.</summary>
internal static class RuntimeBenchmark
{
    private const int Grains = 10_000;
    private const int Callers = 100;
    private const int Idle = 200_000;

    /// <summary>The medians of the rounds, and the bytes allocated for a call.</summary>
    public static async Task RunAsync(Figures figures, TimeSpan time, int rounds)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.UseOrleans(silo => silo.UseLocalhostClustering());
        using var host = builder.Build();
        await host.StartAsync();
        var factory = host.Services.GetRequiredService<IGrainFactory>();
        var one = factory.GetGrain<IPingGrain>("one");
        var many = Enumerable.Range(0, Grains).Select(number => factory.GetGrain<IPingGrain>($"callee-{number}")).ToArray();
        await Task.WhenAll(many.Select(grain => grain.Ping()));

        await MeasureAsync("one", 1, (_, _) => one.Ping());
        await MeasureAsync("call", Callers, (caller, call) => many[((caller * 101) + call) % Grains].Ping());
        await MeasureAsync("call_get_grain", Callers, (caller, call) => factory.GetGrain<IPingGrain>($"callee-{((caller * 101) + call) % Grains}").Ping());
        await MeasureAsync("call_later", Callers, (caller, call) => many[((caller * 101) + call) % Grains].PingLater());
        await MeasureAsync("grain_to_grain", Callers, (caller, call) => factory.GetGrain<IPingGrain>($"caller-{caller}").PingOthers(0, Grains, 1000), 1000);
        await MeasureIdleAsync(figures, factory);
        await host.StopAsync();

        async Task MeasureAsync(string name, int callers, Func<int, int, Task> call, int callsEach = 1)
        {
            await RunFor(TimeSpan.FromSeconds(0.5), callers, call);
            var results = new List<(double Rate, double PerCpuSecond, double Bytes)>();
            for (var round = 0; round < rounds; round++)
            {
                var (allocated, clock, cpu) = (GC.GetTotalAllocatedBytes(), Stopwatch.StartNew(), Process.GetCurrentProcess().TotalProcessorTime);
                var calls = (double)await RunFor(time, callers, call) * callsEach;
                var spent = Process.GetCurrentProcess().TotalProcessorTime - cpu;
                results.Add((calls / clock.Elapsed.TotalSeconds, calls / spent.TotalSeconds, (GC.GetTotalAllocatedBytes() - allocated) / calls));
            }

            figures.Median($"runtime.{name}.rate", [.. results.Select(each => each.Rate)]);
            figures.Median($"runtime.{name}.per_cpu_second", [.. results.Select(each => each.PerCpuSecond)]);
            figures.Median($"runtime.{name}.bytes", [.. results.Select(each => each.Bytes)]);
        }
    }

    private static async Task<long> RunFor(TimeSpan time, int callers, Func<int, int, Task> call)
    {
        var until = Stopwatch.GetTimestamp() + (long)(time.TotalSeconds * Stopwatch.Frequency);
        var done = await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(() => CallAsync(caller, until, call))));
        return done.Sum();
    }

    private static async Task<long> CallAsync(int caller, long until, Func<int, int, Task> call)
    {
        var calls = 0;
        while ((calls & 63) != 0 || Stopwatch.GetTimestamp() < until)
        {
            await call(caller, calls++);
            if ((calls & 1023) == 0)
            {
                // Calls that are done at once never give way; all callers are to take part.
                await Task.Yield();
            }
        }

        return calls;
    }

    private static async Task MeasureIdleAsync(Figures figures, IGrainFactory factory)
    {
        await ActivateAsync("warm", 1000);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var clock = Stopwatch.StartNew();
        await ActivateAsync("idle", Idle);
        var perSecond = Idle / clock.Elapsed.TotalSeconds;
        var bytes = (GC.GetTotalMemory(forceFullCollection: true) - before) / (double)Idle;
        figures.Add("runtime.activation.bytes", bytes);
        figures.Add("runtime.activation.rate", perSecond);

        Task ActivateAsync(string name, int count) => Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
        {
            for (var number = caller; number < count; number += Callers)
            {
                await factory.GetGrain<IPingGrain>($"{name}-{number}").Ping();
            }
        })));
    }
}
