using System.Globalization;
using System.Net;
using Dispatch.Runtime.Tests.Storage;
using Npgsql;

namespace Dispatch.Cluster.Tests;

/// <summary>Silos as processes: killed, paused, stopped in order, refused, and without their database.</summary>
[Collection(Alone.Name)]
public sealed class SiloProcessTests : IAsyncLifetime
{
    private const int Active = 3;
    private const int Dead = 6;

    private readonly List<SiloProcess> _silos = [];
    private string _postgres = "";

    public async Task InitializeAsync() => _postgres = await (await PostgresServer.Shared).CreateDatabaseAsync();

    public async Task DisposeAsync()
    {
        foreach (var silo in _silos)
        {
            await silo.DisposeAsync();
        }
    }

    [Fact]
    public async Task ThreeSilos_OneKilledOnePausedOneStopped_EachIsKnownInTime()
    {
        var (one, two, three) = (Start(), Start(), Start());
        await Task.WhenAll(one.ReadyAsync(), two.ReadyAsync(), three.ReadyAsync());

        await two.SignalAsync("KILL");
        await Wait.UntilAsync(async () => await StatusOfAsync(two) == Dead, TimeSpan.FromSeconds(1.5));

        two = await Start(two.Port).ReadyAsync();
        await three.SignalAsync("STOP");
        await Wait.UntilAsync(async () => await StatusOfAsync(three) == Dead, TimeSpan.FromSeconds(5));
        await three.SignalAsync("CONT");
        Assert.Equal(3, (await three.EndAsync()).Code);

        await two.SignalAsync("TERM");
        Assert.Equal(0, (await two.EndAsync()).Code);
        Assert.Equal((Dead, Active), (await StatusOfAsync(two), await StatusOfAsync(one)));
        await one.ReadyAsync();
    }

    [Fact]
    public async Task Silo_WithBadSettings_SaysWhichInOneLineAndEndsWithTwo()
    {
        var good = await Start().ReadyAsync();
        (string[] Settings, string Words)[] cases =
        [
            (["--Dispatch:Cluster:Secret=not the secret of this cluster"], "another cluster secret"),
            (["--Dispatch:Cluster:Id=misspelt"], "The silos of cluster 'communitycare' use this database"),
            (["--Dispatch:Cluster:Secret=short"], "Dispatch:Cluster:Secret needs at least 16 characters"),
            ([$"--Dispatch:Cluster:Port={good.Port}"], "cannot listen on"),
            (["--Dispatch:Cluster:Address=somewhere"], "Dispatch:Cluster:Address is 'somewhere'"),
            (["--Dispatch:Postgres="], "needs Dispatch:Postgres"),
            (["--Dispatch:Mode=Half"], "Dispatch:Mode is 'Half'"),
        ];
        var ends = await Task.WhenAll(cases.Select(each => Start(Ports.Free(), each.Settings).EndAsync()));
        Assert.All(ends.Zip(cases), both =>
        {
            Assert.Equal(2, both.First.Code);
            Assert.Contains(both.Second.Words, Assert.Single(both.First.Words.Trim().Split('\n')), StringComparison.Ordinal);
        });
        await good.ReadyAsync();
    }

    [Fact]
    public async Task Silo_OnTheStoreOfANewerProgram_SaysSoAndEndsWithTwo()
    {
        var first = await Start().ReadyAsync();
        await first.SignalAsync("TERM");
        await first.EndAsync();
        await ExecuteAsync("INSERT INTO DispatchSchema (Version, Script) VALUES (9999, 'of a later year')");
        var (code, words) = await Start().EndAsync();
        Assert.Equal(2, code);
        Assert.Contains("a newer program has used it", Assert.Single(words.Trim().Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Silo_OnADatabaseWithoutItsKeys_SaysSoAndEndsWithTwo()
    {
        var first = await Start().ReadyAsync();
        await first.SignalAsync("TERM");
        await first.EndAsync();
        await ExecuteAsync("ALTER TABLE StoreKey RENAME TO Aside");
        await ExecuteAsync("""
            INSERT INTO OrleansStorage
            VALUES (1, 0, 0, 1, 'account', 'somebody', 'communitycare', convert_to('{"sealed":"' || repeat('AAAA', 40) || '","Value":{"DisplayName":0}}', 'UTF8'), now(), 1)
            """);
        var (code, words) = await Start().EndAsync();
        Assert.Equal(2, code);
        Assert.Contains("Restore that table", Assert.Single(words.Trim().Split('\n')), StringComparison.Ordinal);
        var other = await Start(null, "--Dispatch:Secret=" + Convert.ToBase64String(new byte[32])).EndAsync();
        Assert.Contains("Restore that table", other.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Silo_OnTheStoreOfAnOlderProgram_BringsItUpToDate()
    {
        var first = await Start().ReadyAsync();
        await first.SignalAsync("TERM");
        await first.EndAsync();
        await ExecuteAsync("DROP TABLE OrleansMembershipTable, OrleansMembershipVersionTable; DELETE FROM DispatchSchema WHERE Version >= 4");
        var silo = await Start().ReadyAsync();
        Assert.Equal(Active, await StatusOfAsync(silo));
    }

    [Fact]
    public async Task Silo_OnAReadOnlyStore_LivesSaysWhyAndIsReadyOnceItMayWrite()
    {
        var name = new NpgsqlConnectionStringBuilder(_postgres).Database;
        await ExecuteAsync($"ALTER DATABASE {name} SET default_transaction_read_only = on");
        var silo = Start();
        await silo.BecomesAsync("live", HttpStatusCode.OK);
        await Wait.UntilAsync(() => Task.FromResult(silo.Log.Contains("read-only transaction", StringComparison.Ordinal)), TimeSpan.FromSeconds(10));
        await silo.BecomesAsync("ready", HttpStatusCode.ServiceUnavailable);
        await ExecuteAsync($"ALTER DATABASE {name} SET default_transaction_read_only = off");
        await silo.ReadyAsync();
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create($"{_postgres};Options=-c default_transaction_read_only=off");
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private SiloProcess Start(int? port = null, params string[] settings)
    {
        var silo = SiloProcess.Start(_postgres, port ?? Ports.Free(), settings);
        _silos.Add(silo);
        return silo;
    }

    /// <summary>The status of the last life at this port.</summary>
    private async Task<int> StatusOfAsync(SiloProcess silo)
    {
        await using var source = NpgsqlDataSource.Create(_postgres);
        await using var command = source.CreateCommand("SELECT Status FROM OrleansMembershipTable WHERE Port = $1 ORDER BY Generation DESC LIMIT 1");
        command.Parameters.AddWithValue(silo.Port);
        return Convert.ToInt32(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }
}
