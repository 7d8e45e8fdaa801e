using Dispatch.Grains.Hosting;
using Orleans.Configuration;
using Orleans.Dashboard;

namespace Dispatch.Web.Hosting;

/// <summary>This process as a client of a cluster of silos on stock Orleans.</summary>
internal static class ClusterClient
{
    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(1);

    public static void AddClusterClient(this WebApplicationBuilder builder, ClusterChanges changes)
    {
        var settings = builder.Read();
        builder.UseOrleansClient(client => client
            .UseAdoNetClustering(table => (table.Invariant, table.ConnectionString) = (PostgresStore.Invariant, settings.Postgres))
            .Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (settings.Cluster.Id, "communitycare"))
            .AddDashboard(Dashboard.Collect)
            .AddGatewayCountChangedHandler((_, _) => changes.Raise())
            .UseConnectionRetryFilter(async (_, stop) =>
            {
                await Task.Delay(BetweenTries, stop);
                return true;
            }));
    }
}
