using Dispatch.Runtime.Clustering;
using Dispatch.Runtime.Storage;
using Dispatch.Runtime.Storage.Postgres;
using Dispatch.Runtime.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Orleans.Hosting;

/// <summary>Adds grain storages that lie in PostgreSQL or SQLite.</summary>
public static class AdoNetGrainStorageSiloBuilderExtensions
{
    public static ISiloBuilder AddAdoNetGrainStorageAsDefault(this ISiloBuilder builder, Action<AdoNetGrainStorageOptions> configureOptions)
        => builder.AddAdoNetGrainStorage(StorageRegistration.DefaultName, configureOptions);

    public static ISiloBuilder AddAdoNetGrainStorage(this ISiloBuilder builder, string name, Action<AdoNetGrainStorageOptions> configureOptions)
    {
        builder.Services.Configure(name, configureOptions);
        StorageRegistration.Add(
            builder.Services,
            name,
            services => Open(services, name),
            services => Options(services, name).GrainStorageSerializer,
            services => Options(services, name).DeleteStateOnClear);
        return builder;
    }

    private static AdoNetGrainStorageOptions Options(IServiceProvider services, string name)
        => services.GetRequiredService<IOptionsMonitor<AdoNetGrainStorageOptions>>().Get(name);

    private static IStateDatabase Open(IServiceProvider services, string name)
    {
        var options = Options(services, name);
        if (string.IsNullOrWhiteSpace(options.ConnectionString))
        {
            throw new OrleansConfigurationException($"Grain storage \"{name}\" has no ConnectionString.");
        }

        var serviceId = services.GetRequiredService<IOptions<ClusterOptions>>().Value.ServiceId;
        var commits = services.GetRequiredService<IOptions<GroupCommitOptions>>().Value;
        var membership = services.GetService<IMembership>();
        return options.Invariant switch
        {
            Invariants.Postgres => new PostgresStateDatabase(options.ConnectionString, serviceId, commits, membership),
            Invariants.Sqlite => new SqliteStateDatabase(options.ConnectionString, serviceId, commits),
            _ => throw Invariants.Unknown($"Grain storage \"{name}\"", options.Invariant),
        };
    }
}
