using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Storage;

namespace Dispatch.Grains.Hosting;

/// <summary>PostgreSQL as the store of a silo on stock Orleans: the tables and rows are those of the embedded runtime.</summary>
public static class PostgresStore
{
    /// <summary>The name under which stock Orleans knows PostgreSQL's driver.</summary>
    public const string Invariant = "Npgsql";

    private const string Inner = "Postgres";

    /// <summary>Brings the tables up to date before the silo starts; states and reminders are then kept in them.</summary>
    public static ISiloBuilder AddPostgresStore(this ISiloBuilder silo, string connectionString)
    {
        silo.Services
            .AddSingleton<IHostedService>(new SchemaAtStart(connectionString))
            .AddKeyedSingleton<IGrainStorage>("Default", (services, _) => new PostgresStorage(services.GetRequiredKeyedService<IGrainStorage>(Inner)))
            .AddSingleton(services => services.GetRequiredKeyedService<IGrainStorage>("Default"));
        return silo
            .AddAdoNetGrainStorage(Inner, (AdoNetGrainStorageOptions storage) =>
                (storage.Invariant, storage.ConnectionString) = (Invariant, connectionString))
            .UseAdoNetReminderService((AdoNetReminderTableOptions table) =>
                (table.Invariant, table.ConnectionString) = (Invariant, connectionString));
    }
}
