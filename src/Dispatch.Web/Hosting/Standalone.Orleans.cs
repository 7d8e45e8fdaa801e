using Dispatch.Grains.Hosting;


namespace Dispatch.Web.Hosting;

/// <summary>One process: this API and a silo on stock Orleans, with PostgreSQL as the store.</summary>
internal static class Standalone
{
    private const string Postgres = "Npgsql";

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
            silo.UseLocalhostClustering(serviceId: "communitycare", clusterId: "standalone");
            silo.AddAdoNetGrainStorage("Default", storage =>
            {
                storage.Invariant = Postgres;
                storage.ConnectionString = settings.Postgres;
            });
            silo.Services.AddDispatchGrains();
        });
        builder.Services.AddDataFiles();
    }
}
