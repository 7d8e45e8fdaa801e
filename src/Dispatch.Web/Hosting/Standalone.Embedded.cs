using Dispatch.Grains.Hosting;
using Dispatch.Records.Hosting;
using Dispatch.Sealing.Hosting;
using Dispatch.Sealing.Keys;

namespace Dispatch.Web.Hosting;

/// <summary>One process: this API and a silo on the embedded runtime, with a SQLite file or PostgreSQL as the store.</summary>
internal static class Standalone
{
    private const string Sqlite = "Microsoft.Data.Sqlite";
    private const string Postgres = "Npgsql";

    public static void AddStandalone(this WebApplicationBuilder builder)
    {
        var settings = builder.Read();
        PrivateFile.CreateDirectory(settings.DataPath);
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(serviceId: "communitycare", clusterId: "standalone");
            silo.AddAdoNetGrainStorage("Default", storage =>
            {
                storage.Invariant = settings.Postgres is null ? Sqlite : Postgres;
                storage.ConnectionString = settings.Postgres ?? $"Data Source={Path.Combine(settings.DataPath, "dispatch.db")}";
            });
            silo.UseAdoNetReminderService(table =>
            {
                table.Invariant = settings.Postgres is null ? Sqlite : Postgres;
                table.ConnectionString = settings.Postgres ?? $"Data Source={Path.Combine(settings.DataPath, "dispatch.db")}";
            });
            silo.Services.AddDispatchGrains().AddRecords(settings.Postgres, settings.DataPath).AddSealing(builder.Configuration);
        });
        builder.Services.AddDataFiles(settings.InstrumentImports);
    }
}
