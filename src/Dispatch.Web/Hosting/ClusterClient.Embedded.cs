using Dispatch.Runtime.Clustering;
using Dispatch.Runtime.Hosting;
using Orleans.Configuration;

namespace Dispatch.Web.Hosting;

/// <summary>This process as a client of a cluster of silos on the embedded runtime.</summary>
internal static class ClusterClient
{
    public static void AddClusterClient(this WebApplicationBuilder builder, ClusterChanges changes)
    {
        var settings = builder.Read();
        builder.UseOrleansClient(client =>
            client.UseAdoNetClustering(table => (table.Invariant, table.ConnectionString) = ("Npgsql", settings.Postgres)));
        builder.Services.Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (settings.Cluster.Id, "communitycare"));
        builder.Services.Configure<ClusterTransportOptions>(options => options.Secret = settings.Cluster.Secret);
        builder.Services.AddHostedService(services => new Watch(services.GetRequiredService<NodeHealth>(), changes));
    }

    private sealed class Watch(NodeHealth health, ClusterChanges changes) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            health.ClusterChanged += changes.Raise;
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken)
        {
            health.ClusterChanged -= changes.Raise;
            return Task.CompletedTask;
        }
    }
}
