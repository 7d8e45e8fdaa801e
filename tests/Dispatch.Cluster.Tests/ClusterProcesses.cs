using Dispatch.Runtime.Tests.Storage;
using Dispatch.Web.Tests.Hosting;

namespace Dispatch.Cluster.Tests;

/// <summary>A cluster as operators run it: a PostgreSQL of its own, three silos, two web processes.</summary>
public sealed class ClusterProcesses : IAsyncLifetime
{
    private readonly List<SiloProcess> _silos = [];
    private readonly List<ProductProcess> _webs = [];

    public PostgresServer Server { get; private set; } = null!;

    internal ProductProcess WebA => _webs[0];

    internal ProductProcess WebB => _webs[1];

    internal IReadOnlyList<SiloProcess> Silos => _silos;

    /// <summary>How often the demonstration data was loaded when all started at once on an empty store.</summary>
    internal int Loads { get; private set; }

    internal string Postgres { get; private set; } = "";

    public async Task InitializeAsync()
    {
        Server = await PostgresServer.StartAsync();
        Postgres = await Server.CreateDatabaseAsync();
        _silos.AddRange(Enumerable.Range(0, 3).Select(_ => SiloProcess.Start(Postgres, Ports.Free())));

        // Web processes start before there is a silo, both at once on an empty store: they wait, and load the demonstration data once.
        _webs.AddRange([NewWeb(), NewWeb()]);
        await Task.WhenAll(_webs.Select(web => web.StartAsync()).Concat(_silos.Select(silo => silo.ReadyAsync())));
        Loads = _webs.Sum(web => web.Said.Count(line => line.Contains("Demonstration data loaded", StringComparison.Ordinal)));
    }

    public async Task DisposeAsync()
    {
        foreach (var process in _webs.Cast<IAsyncDisposable>().Concat(_silos))
        {
            await process.DisposeAsync();
        }

        await Server.DisposeAsync();
    }

    /// <summary>SIGKILL for a silo.</summary>
    internal Task KillSiloAsync(int index) => _silos[index].SignalAsync("KILL");

    /// <summary>A new process in place of one that was killed, at the same port.</summary>
    internal async Task RestartSiloAsync(int index)
    {
        var port = _silos[index].Port;
        await _silos[index].DisposeAsync();
        _silos[index] = SiloProcess.Start(Postgres, port);
        await _silos[index].ReadyAsync();
    }

    /// <summary>One more web process; settings given here come before the cluster's.</summary>
    internal ProductProcess NewWeb(params (string Name, string Value)[] settings) => new("/nonexistent", [
        ("Dispatch__Mode", "Cluster"),
        ("Dispatch__Postgres", Postgres),
        ("Dispatch__Cluster__Secret", SiloProcess.Secret),
        ("Dispatch__Secret", SiloProcess.ServerSecret),
        .. settings]);

    /// <summary>A browser at one of the web processes, signed in there.</summary>
    internal static async Task<Visitor> SignInAsync(ProductProcess web, string account)
    {
        var visitor = new Visitor(web.Address);
        await visitor.SignInAsync(account, ProductProcess.Password);
        return visitor;
    }

    /// <summary>The same browser at the other web process, as a balancer without sticky sessions would send it.</summary>
    internal static Visitor At(ProductProcess web, Visitor signedIn)
    {
        var visitor = new Visitor(web.Address);
        visitor.Cookies.Add(web.Address, signedIn.Cookies.GetCookies(signedIn.Address));
        return visitor;
    }
}
