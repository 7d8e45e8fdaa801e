using Dispatch.Domain.Catalogue;
using Dispatch.Grains.Hosting;

namespace Dispatch.Silo.Hosting;

/// <summary>One silo on the embedded runtime.</summary>
internal static class SiloHosting
{
    public static void AddSilo(this WebApplicationBuilder builder)
    {
        var settings = SiloSettings.Read(builder.Configuration);
        builder.Services.AddSingleton(_ => ServiceCatalogue.Parse(SiloSettings.DataFile("services.json")));
        builder.Services.AddSingleton(_ => CueList.Parse(SiloSettings.DataFile("cues.json")));
        Directory.CreateDirectory(settings.DataPath);
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(serviceId: "communitycare", clusterId: "standalone");
            silo.AddAdoNetGrainStorage("Default", storage =>
            {
                storage.Invariant = settings.Postgres is null ? "Microsoft.Data.Sqlite" : "Npgsql";
                storage.ConnectionString = settings.Postgres ?? $"Data Source={Path.Combine(settings.DataPath, "dispatch.db")}";
            });
            silo.Services.AddDispatchGrains();
        });
    }
}
