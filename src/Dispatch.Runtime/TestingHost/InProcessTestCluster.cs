using System.Collections.ObjectModel;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using Dispatch.Runtime.Clustering;
using Dispatch.Runtime.Reminders;
using Dispatch.Runtime.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;

namespace Orleans.TestingHost;

/// <summary>Several silos and a client in one process, joined by a network in memory.</summary>
public sealed class InProcessTestCluster(InProcessTestClusterOptions options) : IDisposable, IAsyncDisposable
{
    private readonly List<InProcessSiloHandle> _silos = [];
    private readonly InProcessNetwork _network = new();
    private readonly InProcessMembership _membership = new();
    private readonly MemoryStores _stores = new();
    private readonly MemoryReminderDatabase _reminders = new();
    private IHost? _client;
    private int _started;

    public InProcessTestClusterOptions Options => options;

    public ReadOnlyCollection<InProcessSiloHandle> Silos
    {
        get
        {
            lock (_silos)
            {
                return _silos.ToList().AsReadOnly();
            }
        }
    }

    public IClusterClient Client => _client?.Services.GetRequiredService<IClusterClient>()
        ?? throw new InvalidOperationException("The cluster has no client: it has not been deployed, or was stopped.");

    public async Task DeployAsync()
    {
        for (var index = 0; index < options.InitialSilosCount; index++)
        {
            await StartAdditionalSiloAsync();
        }

        if (options.InitializeClientOnDeploy)
        {
            await InitializeClientAsync();
        }
    }

    public async Task InitializeClientAsync()
    {
        var builder = NewBuilder("TestClusterClient");
        builder.UseOrleansClient(_ => { });
        Share(builder.Services);
        options.ClientHostConfigurationDelegates.ForEach(configure => configure(builder));
        _client = builder.Build();
        await _client.StartAsync();
    }

    public async Task<InProcessSiloHandle> StartAdditionalSiloAsync()
    {
        var number = Interlocked.Increment(ref _started) - 1;
        var specific = new InProcessTestSiloSpecificOptions
        {
            SiloName = number == 0 ? "Primary" : $"Secondary_{number}",
            SiloPort = EndpointOptions.DEFAULT_SILO_PORT + number,
            GatewayPort = EndpointOptions.DEFAULT_GATEWAY_PORT + number,
        };
        var builder = NewBuilder(specific.SiloName);
        builder.UseOrleans(silo => Configure(silo, specific));
        Share(builder.Services);
        options.SiloHostConfigurationDelegates.ForEach(configure => configure(specific, builder));
        var host = builder.Build();
        await host.StartAsync();
        var handle = new InProcessSiloHandle
        {
            Name = specific.SiloName,
            SiloHost = host,
            SiloAddress = host.Services.GetRequiredService<Silo>().Address,
        };
        lock (_silos)
        {
            _silos.Add(handle);
        }

        return handle;
    }

    /// <summary>An orderly stop: the silo's grains are deactivated and live on elsewhere.</summary>
    public async Task StopSiloAsync(InProcessSiloHandle instance)
    {
        Drop(instance);
        await instance.SiloHost.StopAsync();
        instance.SiloHost.Dispose();
    }

    /// <summary>A crash: nothing that ran on the silo goes on, and the others see it gone at once.</summary>
    public async Task KillSiloAsync(InProcessSiloHandle instance)
    {
        Drop(instance);
        instance.ServiceProvider.GetRequiredService<Silo>().Die();
        await _membership.RemoveAsync(instance.SiloAddress);
        await instance.SiloHost.StopAsync();
        instance.SiloHost.Dispose();
    }

    /// <summary>Waits until all silos have heard which of them came and went; here they have, once the call is over that started or ended one.</summary>
    [SuppressMessage("Performance", "CA1822", Justification = "It is an instance's method in stock Orleans.")]
    public Task WaitForLivenessToStabilizeAsync(bool didKill = false) => Task.CompletedTask;

    public async Task<InProcessSiloHandle> RestartSiloAsync(InProcessSiloHandle instance)
    {
        await StopSiloAsync(instance);
        return await StartAdditionalSiloAsync();
    }

    public async Task StopClusterClientAsync()
    {
        if (_client is { } client)
        {
            _client = null;
            await client.StopAsync();
            client.Dispose();
        }
    }

    public async Task StopAllSilosAsync()
    {
        await StopClusterClientAsync();
        foreach (var silo in Silos)
        {
            await StopSiloAsync(silo);
        }
    }

    public IServiceProvider GetSiloServiceProvider(SiloAddress? silo = null) =>
        (silo is null ? Silos[0] : Silos.Single(handle => handle.SiloAddress.Equals(silo))).ServiceProvider;

    /// <summary>Completes when the grain's present activation is gone; at once when there is none.</summary>
    public Task WaitForDeactivationAsync(GrainId grainId) => Find(grainId)?.Deactivated ?? Task.CompletedTask;

    /// <summary>Ends the grain's present activation.</summary>
    public async Task DeactivateAsync(GrainId grainId)
    {
        if (Find(grainId) is { } activation)
        {
            activation.Deactivate(new(DeactivationReasonCode.ApplicationRequested, "The test deactivates the grain."));
            await activation.Deactivated;
        }
    }

    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    public async ValueTask DisposeAsync() => await StopAllSilosAsync();

    private static HostApplicationBuilder NewBuilder(string name) => Host.CreateApplicationBuilder(
        new HostApplicationBuilderSettings { ApplicationName = name, EnvironmentName = Environments.Development, DisableDefaults = true });

    private Dispatch.Runtime.Activations.Activation? Find(GrainId id) =>
        Silos.Select(handle => handle.ServiceProvider.GetRequiredService<Silo>().Table.Find(id)).FirstOrDefault(found => found is not null);

    private void Configure(ISiloBuilder silo, InProcessTestSiloSpecificOptions specific) => silo
        .Configure<ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = (options.ClusterId, options.ServiceId))
        .Configure<SiloOptions>(named => named.SiloName = specific.SiloName)
        .ConfigureEndpoints(IPAddress.Loopback, specific.SiloPort, specific.GatewayPort);

    private void Share(IServiceCollection services)
    {
        services.AddSingleton<IMessageTransport>(_network);
        services.AddSingleton<IMembership>(_membership);
        services.AddSingleton(_stores);
        services.AddSingleton(_reminders);
    }

    private void Drop(InProcessSiloHandle instance)
    {
        instance.IsActive = false;
        lock (_silos)
        {
            _silos.Remove(instance);
        }
    }
}
