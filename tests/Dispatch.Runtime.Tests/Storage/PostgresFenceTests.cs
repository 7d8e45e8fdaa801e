using System.Net;
using Dispatch.Runtime.Clustering;
using Dispatch.Runtime.Clustering.Members;
using Dispatch.Runtime.Storage;
using Dispatch.Runtime.Storage.Postgres;
using Npgsql;

namespace Dispatch.Runtime.Tests.Storage;

/// <summary>What a silo may write that does not know yet that it is dead.</summary>
public sealed class PostgresFenceTests : IAsyncLifetime, IAsyncDisposable
{
    private static readonly SiloAddress Silo = SiloAddress.New(IPAddress.Loopback, 11_111, 7);

    private readonly Member member = new();
    private string connectionString = "";
    private MembershipTable table = null!;
    private PostgresStateDatabase database = null!;
    private GrainStorage storage = null!;

    public async Task InitializeAsync()
    {
        connectionString = await (await PostgresServer.Shared).CreateDatabaseAsync();
        database = new(connectionString, "fence", new GroupCommitOptions(), member);
        await database.StartAsync(CancellationToken.None);
        storage = new("test", database, new JsonStorageSerializer(), deleteOnClear: false);
        table = new(connectionString, "town");
        await table.CreateAsync(CancellationToken.None);
        await table.InsertAsync(new(Silo, SiloStatus.Active, default) { Name = "silo", Host = "here" }, 0, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await database.DisposeAsync();
        await table.DisposeAsync();
    }

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    [Fact]
    public async Task Write_QueuedByASiloThatLostTouch_ChangesNothing()
    {
        var written = await WriteAsync(1, null);
        member.MayCommit = false;

        Assert.False((await RefusedAsync(2, written)).OutcomeUnknown);

        Assert.Equal((1, written), await ReadAsync());
    }

    [Fact]
    public async Task Write_OfASiloThatIsDeadInTheTableAndDoesNotKnow_ChangesNothing()
    {
        var written = await WriteAsync(1, null);
        await DeclareDeadAsync();

        Assert.False((await RefusedAsync(2, written)).OutcomeUnknown);

        Assert.Equal((1, written), await ReadAsync());
    }

    [Fact]
    public async Task Write_OfASiloWhoseRowWasCleanedAway_ChangesNothing()
    {
        var written = await WriteAsync(1, null);
        await DeclareDeadAsync();
        await using (var source = NpgsqlDataSource.Create(connectionString))
        {
            await using var command = source.CreateCommand("DELETE FROM OrleansMembershipTable");
            await command.ExecuteNonQueryAsync();
        }

        await RefusedAsync(2, written);

        Assert.Equal((1, written), await ReadAsync());
    }

    [Fact]
    public async Task Death_OfASiloStoppedInTheMiddleOfABatch_IsDeclaredAndTheBatchLost()
    {
        var written = await WriteAsync(1, null);
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var stopped = await source.OpenConnectionAsync();
        await using var transaction = await stopped.BeginTransactionAsync();
        await ExecuteAsync(stopped, "UPDATE OrleansStorage SET Version = 2");
        await ExecuteAsync(stopped, $"SELECT HoldMembership('town', '127.0.0.1', {Silo.Endpoint.Port}, {Silo.Generation})");

        await DeclareDeadAsync();

        await Assert.ThrowsAnyAsync<NpgsqlException>(() => transaction.CommitAsync());
        Assert.Equal((1, written), await ReadAsync());
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static GrainId Id => GrainId.Create("test", "grain");

    private async Task DeclareDeadAsync()
    {
        var now = await table.ReadAsync(CancellationToken.None);
        Assert.True(await table.UpdateAsync(now.Find(Silo)! with { Status = SiloStatus.Dead }, now.Version, CancellationToken.None));
    }

    private Task<StorageUnavailableException> RefusedAsync(int count, string? etag) =>
        Assert.ThrowsAsync<StorageUnavailableException>(() => WriteAsync(count, etag));

    private async Task<string?> WriteAsync(int count, string? etag)
    {
        var state = new GrainState<Note>(new Note() with { Count = count }, etag);
        await storage.WriteStateAsync("note", Id, state);
        return state.ETag;
    }

    private async Task<(int Count, string? ETag)> ReadAsync()
    {
        var stored = new GrainState<Note>();
        await storage.ReadStateAsync("note", Id, stored);
        return (stored.State!.Count, stored.ETag);
    }

    private sealed class Member : IMembership
    {
        public ClusterView Current => ClusterView.Empty;

        public bool MayCommit { get; set; } = true;

        public WriterFence? Fence { get; } = new("town", Silo);

        public void Watch(Node node)
        {
        }

        public void Unwatch(Node node)
        {
        }

        public Task JoinAsync(SiloAddress silo) => Task.CompletedTask;

        public Task LeaveAsync(SiloAddress silo) => Task.CompletedTask;

        public Task RemoveAsync(SiloAddress silo) => Task.CompletedTask;
    }
}
