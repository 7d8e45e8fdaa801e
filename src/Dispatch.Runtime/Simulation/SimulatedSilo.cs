using System.Net;
using Dispatch.Runtime.Clustering;
using Dispatch.Runtime.Hosting;
using Dispatch.Runtime.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Storage;

namespace Dispatch.Runtime.Simulation;

/// <summary>One place for a silo: it may crash and start again, each time as another silo with services of its own.</summary>
internal sealed class SimulatedSilo(int index, SimulatedCluster cluster, NodeParts shared, Action<int, ISiloBuilder> configure)
{
    private ServiceProvider? _services;
    private int _lives;

    public Silo? Current { get; private set; }

    public bool IsRunning => Current is { IsDead: false };

    public IServiceProvider Services => _services ?? throw new InvalidOperationException($"Silo {index} has never been started.");

    public async Task StartAsync()
    {
        if (IsRunning)
        {
            throw new InvalidOperationException($"Silo {index} is running.");
        }

        var address = SiloAddress.New(IPAddress.Loopback, 11111 + index, ++_lives);
        var services = new ServiceCollection();
        services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance);
        services.AddSingleton(shared.Time);
        services.AddSingleton(provider => new Silo(shared with { Address = address, Logs = provider.GetRequiredService<ILoggerFactory>() }, provider));
        configure(index, SiloServices.AddTo(services, new ConfigurationBuilder().Build()));
        ReplaceStorage(services);
        _services = services.BuildServiceProvider();
        Current = _services.GetRequiredService<Silo>();
        await Current.StartAsync(CancellationToken.None);
    }

    /// <summary>Whatever storage the silo was given, it stands for the simulated one of the same name.</summary>
    private void ReplaceStorage(ServiceCollection services)
    {
        services.AddSingleton(cluster.Reminders);
        foreach (var name in services.Where(service => service.ServiceType == typeof(IGrainStorage) && service.IsKeyedService)
            .Select(service => (string)service.ServiceKey!).Distinct().ToList())
        {
            services.AddKeyedSingleton<IGrainStorage>(name, (provider, _) => new SimulatedGrainStorage(
                name,
                index,
                cluster,
                provider.GetRequiredService<Silo>,
                provider.GetKeyedService<IGrainStorageSerializer>(name) ?? provider.GetService<IGrainStorageSerializer>() ?? new JsonStorageSerializer()));
        }
    }
}
