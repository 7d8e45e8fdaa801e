using System.Net;
using System.Security.Cryptography;
using Dispatch.Runtime.Clustering;
using Dispatch.Runtime.Clustering.Members;
using Dispatch.Runtime.Clustering.Wire;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Dispatch.Runtime.Hosting;

/// <summary>Puts the membership in PostgreSQL and the network between processes in place of those within one.</summary>
internal static class ClusterServices
{
    public static void AddSiloTo(IServiceCollection services, Func<IServiceProvider, string> connectionString)
    {
        services.AddSingleton(provider => new LocalAddress(AddressOf(provider)));
        AddTo(services, connectionString);
        services.AddSingleton(new StartupStep(ServiceLifecycleStage.RuntimeInitialize, StartSiloAsync));
    }

    public static void AddClientTo(IServiceCollection services, Func<IServiceProvider, string> connectionString)
    {
        services.AddSingleton(new LocalAddress(NodeAddresses.Client(RandomNumberGenerator.GetInt32(1, int.MaxValue))));
        AddTo(services, connectionString);
        services.AddSingleton(new StartupStep(ServiceLifecycleStage.RuntimeInitialize, StartAsync));
    }

    private static void AddTo(IServiceCollection services, Func<IServiceProvider, string> connectionString)
    {
        services.AddSingleton(provider => new SqlMembership(
            new(connectionString(provider), Cluster(provider)),
            Watching(provider),
            new(provider.GetRequiredService<LocalAddress>().Value, SiloStatus.Joining, default)
            {
                Name = provider.GetRequiredService<IOptions<SiloOptions>>().Value.SiloName,
                Host = Environment.MachineName,
            },
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<SqlMembership>>()));
        services.AddSingleton(provider => new TcpTransport(
            provider.GetRequiredService<LocalAddress>().Value,
            Cluster(provider),
            provider.GetRequiredService<IOptions<ClusterTransportOptions>>().Value,
            Watching(provider),
            provider.GetRequiredService<SqlMembership>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILoggerFactory>()));
        services.AddSingleton<IMembership>(provider => provider.GetRequiredService<SqlMembership>());
        services.AddSingleton<IMessageTransport>(provider => provider.GetRequiredService<TcpTransport>());
    }

    private static async Task StartSiloAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var endpoints = services.GetRequiredService<IOptions<EndpointOptions>>().Value;
        Check(services);
        var local = services.GetRequiredService<LocalAddress>().Value.Endpoint;
        await services.GetRequiredService<TcpTransport>().ListenAsync(endpoints.SiloListeningEndpoint ?? local, cancellationToken);
        services.GetRequiredService<SqlMembership>().DeclaredDead += () =>
        {
            services.GetRequiredService<NodeHealth>().Die();
            services.GetRequiredService<Silo>().Die();
            services.GetService<IHostApplicationLifetime>()?.StopApplication();
        };
        await StartAsync(services, cancellationToken);
    }

    private static async Task StartAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        Check(services);
        await services.GetRequiredService<SqlMembership>().StartAsync(cancellationToken);
        await services.GetRequiredService<TcpTransport>().IntroduceAsync(cancellationToken);
    }

    private static void Check(IServiceProvider services)
    {
        if (services.GetRequiredService<IOptions<ClusterTransportOptions>>().Value.Fault() is { } fault)
        {
            throw new OrleansConfigurationException(fault);
        }
    }

    private static SiloAddress AddressOf(IServiceProvider services)
    {
        var endpoints = services.GetRequiredService<IOptions<EndpointOptions>>().Value;
        return SiloAddress.New(
            endpoints.AdvertisedIPAddress ?? IPAddress.Loopback,
            endpoints.SiloPort,
            NodeAddresses.NewGeneration(services.GetRequiredService<TimeProvider>().GetUtcNow()));
    }

    private static string Cluster(IServiceProvider services) => services.GetRequiredService<IOptions<ClusterOptions>>().Value.ClusterId;

    private static ClusterMembershipOptions Watching(IServiceProvider services) => services.GetRequiredService<IOptions<ClusterMembershipOptions>>().Value;
}
