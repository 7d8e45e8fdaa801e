using System.Net;
using Dispatch.Domain.Catalogue;
using Dispatch.Grains.Hosting;
using Dispatch.Records.Hosting;
using Dispatch.Runtime.Clustering;
using Dispatch.Runtime.Hosting;
using Dispatch.Sealing.Hosting;
using Orleans.Configuration;

namespace Dispatch.Silo.Hosting;

/// <summary>One silo on the embedded runtime: the only one of its store, or one of a cluster.</summary>
internal static class SiloHosting
{
    private const string Postgres = "Npgsql";
    private const string ServiceId = "communitycare";

    public static void AddSilo(this WebApplicationBuilder builder)
    {
        var settings = SiloSettings.Read(builder.Configuration);
        builder.Services.AddSingleton(_ => ServiceCatalogue.Parse(SiloSettings.DataFile("services.json")));
        builder.Services.AddSingleton(_ => CueList.Parse(SiloSettings.DataFile("cues.json")));
        builder.Services.AddCareFiles(CareFiles.Read(SiloSettings.DataFolder, settings.InstrumentImports));

        // The port opens at once, so that supervisors hear that the process lives while it waits for its store.
        builder.Services.Configure<HostOptions>(host => host.ServicesStartConcurrently = true);
        builder.UseOrleans(silo =>
        {
            if (settings.IsCluster)
            {
                silo.AddCluster(settings);
            }
            else
            {
                Directory.CreateDirectory(settings.DataPath);
                silo.UseLocalhostClustering(serviceId: ServiceId, clusterId: "standalone");
            }

            silo.AddAdoNetGrainStorage("Default", storage =>
            {
                storage.Invariant = settings.Postgres is null ? "Microsoft.Data.Sqlite" : Postgres;
                storage.ConnectionString = settings.Postgres ?? $"Data Source={Path.Combine(settings.DataPath, "dispatch.db")}";
            });
            silo.UseAdoNetReminderService(table =>
            {
                table.Invariant = settings.Postgres is null ? "Microsoft.Data.Sqlite" : Postgres;
                table.ConnectionString = settings.Postgres ?? $"Data Source={Path.Combine(settings.DataPath, "dispatch.db")}";
            });
            silo.Services.AddDispatchGrains().AddRecords(settings.Postgres, settings.DataPath).AddSealing(builder.Configuration);
        });
    }

    public static SiloState StateOf(IServiceProvider services)
    {
        var health = services.GetRequiredService<NodeHealth>();
        return new(() => health.IsReady, health.Death);
    }

    private static void AddCluster(this ISiloBuilder silo, SiloSettings settings)
    {
        var cluster = settings.Cluster;
        silo.ConfigureEndpoints(IPAddress.Parse(cluster.Address), cluster.Port, cluster.Port)
            .Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (cluster.Id, ServiceId))
            .Configure<SiloOptions>(options => options.SiloName = settings.SiloName)
            .Configure<ClusterTransportOptions>(options => options.Secret = cluster.Secret)
            .UseAdoNetClustering(table => (table.Invariant, table.ConnectionString) = (Postgres, settings.Postgres));
        if (cluster.Listen is { } listen)
        {
            silo.Configure<EndpointOptions>(options => options.SiloListeningEndpoint = new(IPAddress.Parse(listen), cluster.Port));
        }
    }
}
