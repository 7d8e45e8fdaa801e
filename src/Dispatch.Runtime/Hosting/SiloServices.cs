using System.Net;
using Dispatch.Runtime.Clustering;
using Dispatch.Runtime.Diagnostics;
using Dispatch.Runtime.Reminders;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Dispatch.Runtime.Hosting;

/// <summary>The services of which a silo consists.</summary>
internal static class SiloServices
{
    /// <summary>May be called again on the same services: everything is registered once.</summary>
    public static ISiloBuilder AddTo(IServiceCollection services, IConfiguration configuration)
    {
        AddCommon(services);
        services.TryAddSingleton(provider => new Silo(PartsOf(provider, AddressOf(provider)), provider));
        services.TryAddSingleton<IClusterClient>(provider => provider.GetRequiredService<Silo>().References);
        services.TryAddSingleton<IReminderOwnership, PlacedReminders>();
        services.TryAddSingleton<IRuntimeDiagnostics, RuntimeDiagnostics>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, SiloHostedService>());
        return new SiloBuilder(services, configuration);
    }

    public static IClientBuilder AddClientTo(IServiceCollection services, IConfiguration configuration)
    {
        AddCommon(services);
        services.TryAddSingleton(provider => new ClientNode(
            PartsOf(provider, NodeAddresses.Client(NodeAddresses.NextGeneration())),
            provider,
            provider.GetRequiredService<IOptions<ClientMessagingOptions>>().Value.ResponseTimeout));
        services.TryAddSingleton<IClusterClient>(provider => provider.GetRequiredService<ClientNode>().References);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, ClientHostedService>());
        return new ClientBuilder(services, configuration);
    }

    private static void AddCommon(IServiceCollection services)
    {
        services.AddOptions();
        services.AddLogging();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<TurnScheduler, PoolScheduler>();
        services.TryAddSingleton<IMessageTransport, InProcessNetwork>();
        services.TryAddSingleton<IMembership, InProcessMembership>();
        services.TryAddSingleton<IGrainFactory>(provider => provider.GetRequiredService<IClusterClient>());
        services.TryAddSingleton(_ => new ServiceLifetimes(services));
        services.TryAddSingleton(provider => new NodeHealth(provider));
    }

    private static SiloAddress AddressOf(IServiceProvider services)
    {
        var endpoint = services.GetRequiredService<IOptions<EndpointOptions>>().Value;
        return SiloAddress.New(endpoint.AdvertisedIPAddress ?? IPAddress.Loopback, endpoint.SiloPort, NodeAddresses.NextGeneration());
    }

    private static NodeParts PartsOf(IServiceProvider services, SiloAddress alone)
    {
        return new(
            services.GetService<LocalAddress>()?.Value ?? alone,
            services.GetRequiredService<TimeProvider>(),
            services.GetRequiredService<TurnScheduler>(),
            services.GetRequiredService<IMessageTransport>(),
            services.GetRequiredService<IMembership>(),
            services.GetRequiredService<ILoggerFactory>());
    }
}
