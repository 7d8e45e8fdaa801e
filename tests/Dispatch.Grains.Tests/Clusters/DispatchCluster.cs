using System.Diagnostics;
using Dispatch.Contracts.Records;
using Dispatch.Domain.Catalogue;
using Dispatch.Grains.Hosting;
using Dispatch.Grains.Stations;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;
using Orleans.TestingHost;

namespace Dispatch.Grains.Tests.Clusters;

/// <summary>Two silos with the product's actors, one store that outlives them, and a clock that moves only when told.</summary>
internal sealed class DispatchCluster : IAsyncDisposable
{
    // Machines are slow at times; a condition that has not come true by then never will.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly InProcessTestCluster _cluster;

    private DispatchCluster()
    {
        var builder = new InProcessTestClusterBuilder(2);
        builder.ConfigureHost(host =>
        {
            host.Services.AddSingleton<TimeProvider>(Clock);

            // Stock Orleans asks by area. Silos find each other by real time; what grains wait for is the test's.
            host.Services.AddKeyedSingleton(KeyedService.AnyKey, TimeProvider.System);
            host.Services.AddKeyedSingleton<TimeProvider>("Orleans.Grains", Clock);
        });
        builder.ConfigureSilo((_, silo) =>
        {
            silo.AddMemoryGrainStorageAsDefault();
            silo.UseInMemoryReminderService();
            silo.Services.AddKeyedSingleton<IGrainStorage>("Default", Storage);
            silo.Services.AddSingleton<IGrainStorage>(Storage);
            silo.Services.AddSingleton(ServiceCatalogue.Parse(Data("services.json")));
            silo.Services.AddSingleton(CueList.Parse(Data("cues.json")));
            silo.Services.AddCareFiles(CareFiles.Read(Path.Combine(AppContext.BaseDirectory, "data"), null));
            silo.Services.AddDispatchGrains().AddSingleton<ILedgerStore>(Record);
            silo.AddIncomingGrainCallFilter(Calls);
        });
        _cluster = builder.Build();
    }

    /// <summary>A Wednesday noon in Sanya.</summary>
    public TestClock Clock { get; } = new(new DateTimeOffset(2026, 1, 7, 4, 0, 0, TimeSpan.Zero));

    public SharedStorage Storage { get; } = new();

    /// <summary>The service record, which outlives the silos as well.</summary>
    public SharedRecord Record { get; } = new();

    /// <summary>Makes calls of the actors fail.</summary>
    public BrokenCalls Calls { get; } = new();

    public IGrainFactory Grains => _cluster.Client;

    public static async Task<DispatchCluster> StartAsync()
    {
        var cluster = new DispatchCluster();
        await cluster._cluster.DeployAsync();
        return cluster;
    }

    /// <summary>Kills every silo, one after the other, each after another has joined: no activation survives.</summary>
    public async Task KillEverySiloAsync()
    {
        // Two lives of a board are told apart by their first moments.
        Clock.Advance(TimeSpan.FromMilliseconds(1));
        foreach (var silo in _cluster.Silos.ToList())
        {
            await _cluster.StartAdditionalSiloAsync();
            await _cluster.KillSiloAsync(silo);
        }

        await _cluster.WaitForLivenessToStabilizeAsync(didKill: true);
    }

    /// <summary>Touches all open sets, as every host does every two seconds.</summary>
    public Task TouchAsync() => _cluster.GetSiloServiceProvider().GetRequiredService<OpenSetToucher>().TouchAllAsync();

    /// <summary>Asks until the answer is the wanted one; the clock stands still, or moves by a pace with every eighth question.</summary>
    /// <remarks>Silos work in real time: a clock that ran ahead of them would let offers lapse before they could be shown.</remarks>
    public async Task<T> UntilAsync<T>(Func<Task<T>> ask, Func<T, bool> wanted, TimeSpan pace = default)
    {
        var watch = Stopwatch.StartNew();
        for (var asked = 1; ; asked++)
        {
            var answer = await ask();
            if (wanted(answer))
            {
                return answer;
            }

            Assert.True(watch.Elapsed < Patience, $"The awaited answer did not come; the last one was {answer}.");
            Clock.Advance(asked % 8 == 0 ? pace : TimeSpan.Zero);
            await Task.Yield();
        }
    }

    /// <summary>Ends all silos; the clock moves meanwhile, for a call that met a silo on its way out is sent again by the clock.</summary>
    public async ValueTask DisposeAsync()
    {
        Calls.Answer();
        var stopped = _cluster.DisposeAsync().AsTask();
        while (!stopped.IsCompleted)
        {
            Clock.Advance(TimeSpan.FromMilliseconds(10));
            await Task.Yield();
        }

        await stopped;
    }

    private static string Data(string file) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "data", file));
}
