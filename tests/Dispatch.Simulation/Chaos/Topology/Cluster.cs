using System.Diagnostics;
using System.Net;
using Dispatch.Runtime.Tests.Storage;
using Npgsql;

namespace Dispatch.Simulation.Chaos.Topology;

/// <summary>PostgreSQL with its own data, the silos and the web processes, and the network between them.</summary>
internal sealed class Cluster : IAsyncDisposable
{
    public const string Secret = "the secret of the chaos cluster";
    public const string Id = "chaos";
    public const string Password = "one password for the drill";

    private readonly Network _network = new();
    private readonly List<Lane> _toStore = [];
    private readonly string _folder;
    private readonly string _serverSecret = Convert.ToBase64String(Enumerable.Range(1, 32).Select(it => (byte)it).ToArray());

    private Cluster(PostgresServer store, string database, ChaosSettings settings)
    {
        (Store, Database) = (store, database);
        _folder = settings.Logs ?? Directory.CreateTempSubdirectory("dispatch-chaos-").FullName;
        IsKept = settings.Logs is not null;
        Directory.CreateDirectory(_folder);
        Silos = [.. Enumerable.Range(1, settings.Silos).Select(Silo)];
        Webs = [.. Enumerable.Range(1, settings.Webs).Select(Web)];
    }

    public PostgresServer Store { get; }

    /// <summary>The driver's own way to the database; no fault cuts it.</summary>
    public string Database { get; }

    public IReadOnlyList<Place> Silos { get; }

    public IReadOnlyList<Place> Webs { get; }

    private bool IsKept { get; }

    public static async Task<Cluster> StartAsync(ChaosSettings settings)
    {
        var store = await PostgresServer.StartAsync(durable: true);
        try
        {
            return new Cluster(store, await store.CreateDatabaseAsync(), settings);
        }
        catch
        {
            await store.DisposeAsync();
            throw;
        }
    }

    /// <summary>PostgreSQL ends at once, as in a crash.</summary>
    public Task StopStoreAsync()
    {
        _toStore.ForEach(lane => lane.Shut());
        return Store.KillAsync();
    }

    /// <summary>It comes back on its data.</summary>
    public async Task StartStoreAsync()
    {
        await Store.RestartAsync();
        _toStore.ForEach(lane => lane.Open());
    }

    public void Cut(Place silo) => _network.Cut(silo.Name);

    public void Heal(Place silo) => _network.Heal(silo.Name);

    public async ValueTask DisposeAsync()
    {
        foreach (var place in Webs.Concat(Silos))
        {
            place.Dispose();
        }

        await _network.DisposeAsync();
        await Store.DisposeAsync();
        if (!IsKept)
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    // Others reach a silo by 127.0.1.n, which a lane passes on to where it listens, 127.0.2.n, at the same port.
    private Place Silo(int number)
    {
        var (name, port, door) = ($"silo-{number}", Ports.Free(), Place.FreeDoor());
        var (known, own) = (new IPAddress([127, 0, 1, (byte)number]), new IPAddress([127, 0, 2, (byte)number]));
        var toSilo = _network.ToSilo(name, new(known, port), new(own, port));
        var toStore = _network.ToStore(name, new(IPAddress.Loopback, Ports.Free()), new(IPAddress.Loopback, Store.Port));
        toStore.Open();
        _toStore.Add(toStore);
        return new Place(name, _folder, Start, door, toSilo);

        ProcessStartInfo Start(string life) => Place.Program(
            "Dispatch.Silo", door, $"--Dispatch:Postgres={Connection(life, toStore.Door.Port)}", "--Dispatch:Mode=Cluster", $"--Dispatch:Cluster:Id={Id}",
            $"--Dispatch:Cluster:Secret={Secret}", $"--Dispatch:Secret={_serverSecret}", $"--Dispatch:Cluster:Address={known}",
            $"--Dispatch:Cluster:Listen={own}", $"--Dispatch:Cluster:Port={port}",
            $"--Dispatch:Cluster:Name={life}");
    }

    private Place Web(int number)
    {
        var (name, door) = ($"web-{number}", Place.FreeDoor());
        return new Place(name, _folder, Start, door);

        ProcessStartInfo Start(string life) => Place.Program(
            "Dispatch.Web", door, $"--Dispatch:Postgres={Connection(life, Store.Port)}", "--Dispatch:Mode=Cluster", $"--Dispatch:Cluster:Id={Id}",
            $"--Dispatch:Cluster:Secret={Secret}", $"--Dispatch:Secret={_serverSecret}", $"--Dispatch:Demo:Password={Password}",
            "--Dispatch:RateLimits:Enabled=false", $"--Dispatch:DataDirectory={Path.Combine(_folder, name)}");
    }

    /// <summary>The store knows each life by its name: the log of commits says whose they were.</summary>
    private string Connection(string life, int port) => new NpgsqlConnectionStringBuilder(Database) { Port = port, ApplicationName = life }.ConnectionString;
}
