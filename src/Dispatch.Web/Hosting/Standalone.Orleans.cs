using System.Net;
using System.Net.Sockets;
using Dispatch.Grains.Hosting;
using Dispatch.Records.Hosting;
using Dispatch.Sealing.Hosting;
using Dispatch.Sealing.Keys;
using Orleans.Dashboard;

namespace Dispatch.Web.Hosting;

/// <summary>One process: this API and a silo on stock Orleans, with PostgreSQL as the store.</summary>
internal static class Standalone
{
    public static void AddStandalone(this WebApplicationBuilder builder)
    {
        var settings = builder.Read();
        if (settings.Postgres is null)
        {
            throw new OrleansConfigurationException("Stock Orleans has no SQLite store: give a PostgreSQL connection string in Dispatch:Postgres.");
        }

        PrivateFile.CreateDirectory(settings.DataPath);
        builder.UseOrleans(silo =>
        {
            // Stock Orleans listens for other silos even where there are none; any free port will do, and clients have no door.
            silo.UseLocalhostClustering(FreePort(), gatewayPort: 0, serviceId: "communitycare", clusterId: "standalone");
            silo.AddPostgresStore(settings.Postgres).AddDashboard(Dashboard.Collect);
            silo.Services.AddDispatchGrains().AddRecords(settings.Postgres, settings.DataPath).AddSealing(builder.Configuration);
        });
        builder.Services.AddDataFiles(settings.InstrumentImports);
    }

    private static int FreePort()
    {
        using var door = new TcpListener(IPAddress.Loopback, 0);
        door.Start();
        return ((IPEndPoint)door.LocalEndpoint).Port;
    }
}
