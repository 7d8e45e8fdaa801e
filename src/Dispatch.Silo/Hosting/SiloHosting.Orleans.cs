using System.Net;
using Dispatch.Domain.Catalogue;
using Dispatch.Grains.Hosting;
using Dispatch.Records.Hosting;
using Dispatch.Sealing.Hosting;
using Orleans.Configuration;
using Orleans.Dashboard;

namespace Dispatch.Silo.Hosting;

/// <summary>One silo on stock Orleans, with PostgreSQL as its store: the only one, or one of a cluster.</summary>
internal static class SiloHosting
{
    private const string ServiceId = "communitycare";

    /// <summary>Stock Orleans lets clients in at a port of their own; ours is this far above the silos'.</summary>
    private const int GatewayDistance = 10_000;

    public static void AddSilo(this WebApplicationBuilder builder)
    {
        var settings = SiloSettings.Read(builder.Configuration);
        var postgres = settings.Postgres
            ?? throw new OrleansConfigurationException("Stock Orleans has no SQLite store: give a PostgreSQL connection string in Dispatch:Postgres.");
        builder.Services.AddSingleton(_ => ServiceCatalogue.Parse(SiloSettings.DataFile("services.json")));
        builder.Services.AddSingleton(_ => CueList.Parse(SiloSettings.DataFile("cues.json")));
        builder.Services.AddCareFiles(CareFiles.Read(SiloSettings.DataFolder, settings.InstrumentImports));

        // The port opens at once, so that supervisors hear that the process lives while it waits for its store.
        builder.Services.Configure<HostOptions>(host => host.ServicesStartConcurrently = true);
        builder.UseOrleans(silo =>
        {
            if (settings.IsCluster)
            {
                silo.AddCluster(settings, postgres);
            }
            else
            {
                silo.UseLocalhostClustering(serviceId: ServiceId, clusterId: "standalone");
            }

            silo.AddPostgresStore(postgres).AddDashboard(options => options.HideTrace = true);
            silo.Services.AddDispatchGrains().AddRecords(settings.Postgres, settings.DataPath).AddSealing(builder.Configuration);
        });
    }

    public static SiloState StateOf(IServiceProvider services)
    {
        var lifetime = services.GetRequiredService<IHostApplicationLifetime>();
        return new(() => lifetime.ApplicationStarted.IsCancellationRequested && !lifetime.ApplicationStopping.IsCancellationRequested, new TaskCompletionSource().Task);
    }

    private static void AddCluster(this ISiloBuilder silo, SiloSettings settings, string postgres)
    {
        var cluster = settings.Cluster;
        silo.Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (cluster.Id, ServiceId))
            .Configure<SiloOptions>(options => options.SiloName = settings.SiloName)
            .Configure<ClusterMembershipOptions>(options =>
            {
                // A silent silo is missed after three seconds, as on the embedded runtime; by themselves it would be fifteen.
                (options.ProbeTimeout, options.NumMissedProbesLimit) = (TimeSpan.FromSeconds(1), 3);

                // Silos that were killed all at once hold up the next start for three times as long.
                options.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(4);
            })
            .Configure<EndpointOptions>(options =>
            {
                options.AdvertisedIPAddress = IPAddress.Parse(cluster.Address);
                (options.SiloPort, options.GatewayPort) = (cluster.Port, cluster.Port + GatewayDistance);
                if (cluster.Listen is { } listen)
                {
                    options.SiloListeningEndpoint = new(IPAddress.Parse(listen), options.SiloPort);
                    options.GatewayListeningEndpoint = new(IPAddress.Parse(listen), options.GatewayPort);
                }
            })
            .UseAdoNetClustering(table => (table.Invariant, table.ConnectionString) = (PostgresStore.Invariant, postgres));
    }
}
