using System.Net;
using System.Net.Sockets;
using Dispatch.Runtime.Clustering;
using Dispatch.Runtime.Clustering.Members;
using Dispatch.Runtime.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Orleans.Configuration;

namespace Dispatch.Runtime.Tests.Processes;

/// <summary>Silos and clients as separate processes would be: nothing shared but PostgreSQL and TCP on the loopback interface.</summary>
internal sealed class LoopbackCluster : IAsyncDisposable
{
    public const string Secret = "the secret of the loopback cluster";

    private readonly List<IHost> _hosts = [];

    private LoopbackCluster(string database, Action<ISiloBuilder, string>? configure) => (Database, Configure) = (database, configure);

    public string Database { get; }

    public List<Silo> Silos { get; } = [];

    public IClusterClient Client { get; private set; } = null!;

    private Action<ISiloBuilder, string>? Configure { get; }

    public static async Task<LoopbackCluster> StartAsync(int silos, Action<ISiloBuilder, string>? configure = null, PostgresServer? server = null)
    {
        var cluster = new LoopbackCluster(await (server ?? await PostgresServer.Shared).CreateDatabaseAsync(), configure);
        for (var index = 0; index < silos; index++)
        {
            await cluster.StartSiloAsync();
        }

        cluster.Client = await cluster.StartClientAsync();
        await Eventually.TrueAsync(() => cluster.Silos.All(silo => silo.View.Silos.Length == silos), TimeSpan.FromSeconds(5));
        return cluster;
    }

    public async Task<Silo> StartSiloAsync(string clusterId = "loopback", string secret = Secret, int? port = null, TimeProvider? clock = null)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddSingleton(clock ?? TimeProvider.System);
        builder.UseOrleans(silo =>
        {
            silo.ConfigureEndpoints(port ?? FreePort(), 0)
                .Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (clusterId, "suite"))
                .Configure<ClusterTransportOptions>(options => options.Secret = secret)
                .UseAdoNetClustering(options => (options.Invariant, options.ConnectionString) = ("Npgsql", Database))
                .AddAdoNetGrainStorageAsDefault(options => (options.Invariant, options.ConnectionString) = ("Npgsql", Database));
            Configure?.Invoke(silo, Database);
        });
        var host = await StartAsync(builder);
        var started = host.Services.GetRequiredService<Silo>();
        Silos.Add(started);
        return started;
    }

    public async Task<IClusterClient> StartClientAsync(string secret = Secret)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.UseOrleansClient(client => client.UseAdoNetClustering(options => (options.Invariant, options.ConnectionString) = ("Npgsql", Database)));
        builder.Services.Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = ("loopback", "suite"));
        builder.Services.Configure<ClusterTransportOptions>(options => options.Secret = secret);
        return (await StartAsync(builder)).Services.GetRequiredService<IClusterClient>();
    }

    /// <summary>A crash: the port and all connections close, and nothing more is written.</summary>
    public void Kill(Silo silo)
    {
        Silos.Remove(silo);
        silo.Die();
    }

    /// <summary>An orderly stop.</summary>
    public async Task StopAsync(Silo silo)
    {
        Silos.Remove(silo);
        await HostOf(silo).StopAsync();
    }

    public IHost HostOf(Silo silo) => _hosts.Single(host => host.Services.GetService<Silo>() == silo);

    /// <summary>A grain that this silo owns, by the view of the client.</summary>
    public T GrainOn<T>(Silo silo, string prefix = "g")
        where T : IGrainWithStringKey => Enumerable.Range(0, 1000)
            .Select(index => Client.GetGrain<T>($"{prefix}{index}", typeof(T).Name[1..]))
            .First(grain => silo.LivesHere(grain.GetGrainId()));

    public async Task<MemberTable> ReadTableAsync()
    {
        await using var table = new MembershipTable(Database, "loopback");
        return await table.ReadAsync(CancellationToken.None);
    }

    public async Task ExecuteAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(Database);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in Enumerable.Reverse(_hosts))
        {
            await host.StopAsync();
            host.Dispose();
        }
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task<IHost> StartAsync(HostApplicationBuilder builder)
    {
        var host = builder.Build();
        try
        {
            await host.StartAsync();
        }
        catch
        {
            host.Dispose();
            throw;
        }

        _hosts.Add(host);
        return host;
    }
}
