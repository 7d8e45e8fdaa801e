using Dispatch.Domain.Catalogue;
using Dispatch.Grains.Hosting;

namespace Dispatch.Silo.Hosting;

/// <summary>One silo on stock Orleans, with PostgreSQL as its store.</summary>
internal static class SiloHosting
{
    public static void AddSilo(this WebApplicationBuilder builder)
    {
        var settings = SiloSettings.Read(builder.Configuration);
        var postgres = settings.Postgres
            ?? throw new OrleansConfigurationException("Stock Orleans has no SQLite store: give a PostgreSQL connection string in Dispatch:Postgres.");
        builder.Services.AddSingleton(_ => ServiceCatalogue.Parse(SiloSettings.DataFile("services.json")));
        builder.Services.AddSingleton(_ => CueList.Parse(SiloSettings.DataFile("cues.json")));
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(serviceId: "communitycare", clusterId: "standalone");
            silo.AddAdoNetGrainStorage("Default", storage =>
            {
                storage.Invariant = "Npgsql";
                storage.ConnectionString = postgres;
            });
            silo.Services.AddDispatchGrains();
        });
    }
}
