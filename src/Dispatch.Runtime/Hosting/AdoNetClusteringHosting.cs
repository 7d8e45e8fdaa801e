using Dispatch.Runtime.Hosting;
using Dispatch.Runtime.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Orleans.Hosting;

/// <summary>A cluster of processes whose members are kept in PostgreSQL.</summary>
public static class AdoNetClusteringHostingExtensions
{
    public static ISiloBuilder UseAdoNetClustering(this ISiloBuilder builder, Action<AdoNetClusteringSiloOptions> configureOptions)
    {
        builder.Services.Configure(configureOptions);
        ClusterServices.AddSiloTo(builder.Services, static services =>
        {
            var options = services.GetRequiredService<IOptions<AdoNetClusteringSiloOptions>>().Value;
            return Checked(options.Invariant, options.ConnectionString);
        });
        return builder;
    }

    public static IClientBuilder UseAdoNetClustering(this IClientBuilder builder, Action<AdoNetClusteringClientOptions> configureOptions)
    {
        builder.Services.Configure(configureOptions);
        ClusterServices.AddClientTo(builder.Services, static services =>
        {
            var options = services.GetRequiredService<IOptions<AdoNetClusteringClientOptions>>().Value;
            return Checked(options.Invariant, options.ConnectionString);
        });
        return builder;
    }

    private static string Checked(string? invariant, string? connectionString) =>
        invariant != Invariants.Postgres ? throw new OrleansConfigurationException($"Clustering has the invariant '{invariant}'. Use '{Invariants.Postgres}'.")
        : string.IsNullOrWhiteSpace(connectionString) ? throw new OrleansConfigurationException("Clustering has no ConnectionString.")
        : connectionString;
}
