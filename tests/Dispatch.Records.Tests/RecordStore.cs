using System.Collections.Immutable;
using System.Data.Common;
using Dispatch.Contracts.Records;
using Dispatch.Records.Chains;
using Dispatch.Records.Insight;
using Dispatch.Records.Postgres;
using Dispatch.Records.Sqlite;
using Dispatch.Records.Verifying;
using Dispatch.Runtime.Tests.Storage;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Dispatch.Records.Tests;

/// <summary>One empty store of a kind, with a back door for whoever has rights to the database.</summary>
internal sealed class RecordStore : IAsyncDisposable
{
    public const string Sqlite = "SQLite";
    public const string Postgres = "PostgreSQL";
    public const string Ledger = "zhuoda";

    public static readonly DateTimeOffset Noon = new(2026, 1, 7, 4, 0, 0, TimeSpan.Zero);

    private readonly string _place;
    private readonly bool _isSqlite;
    private readonly DirectoryInfo? _folder;

    private RecordStore(string place, DirectoryInfo? folder)
    {
        (_place, _folder, _isSqlite) = (place, folder, folder is not null);
        Store = Open();
    }

    public ILedgerStore Store { get; private set; }

    /// <summary>The file, or what connects to the database.</summary>
    public string Place => _place;

    public IEntrySource Source => _isSqlite ? new SqliteEntrySource(_place) : new PostgresEntrySource(_place);

    public static async Task<RecordStore> OpenAsync(string kind)
    {
        if (kind == Sqlite)
        {
            var folder = Directory.CreateTempSubdirectory("dispatch-record-");
            return new RecordStore(Path.Combine(folder.FullName, "records.db"), folder);
        }

        return new RecordStore(await (await PostgresServer.Shared).CreateDatabaseAsync(), null);
    }

    /// <summary>The same database, opened by another process as it were.</summary>
    public ILedgerStore Open() => _isSqlite ? new SqliteLedgerStore(_place) : new PostgresLedgerStore(_place);

    /// <summary>Nobody writes any more; whoever does next opens it again.</summary>
    public async Task CloseAsync()
    {
        await ((IAsyncDisposable)Store).DisposeAsync();
        Store = Open();
    }

    /// <summary>Counts and lists of it.</summary>
    public IInsight Insight() => _isSqlite ? new SqliteInsight(_place) : new PostgresInsight(_place);

    /// <summary>Appends so many entries; answers the head.</summary>
    public async Task<LedgerHead> AppendAsync(int count, string ledger = Ledger, int from = 1, DateTimeOffset? now = null) => await Store.AppendAsync(
        await Store.HeadAsync(ledger, default), [.. Enumerable.Range(from, count).Select(number => Draft(number, ledger))], now ?? Noon, default);

    public static CommittedDraft Draft(int number, string ledger = Ledger) => new(
        $"request/{ledger}-{number}/{number}",
        new RecordDraft(
            ledger, Noon.AddSeconds(number), "coordinator.zhuoda", Contracts.Role.Coordinator, "request.submitted", $"request/{ledger}-{number}",
            new Facets("HI-SY-JY-ZD-DZ", "escort", "general", Channel: "web", Amount: number), number % 2 == 0 ? new string('a', 64) : null));

    public async Task<VerifyReport> VerifyAsync(params LedgerHead[] marks) => await LedgerVerifier.RunAsync(Source, marks, default);

    public async Task<int> ExecuteAsync(string sql)
    {
        await using DbConnection connection = _isSqlite ? new SqliteConnection($"Data Source={_place};Pooling=false") : new NpgsqlConnection(_place);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteNonQueryAsync();
    }

    /// <summary>Whoever owns the database can take the triggers away.</summary>
    public Task UnlockAsync() => ExecuteAsync(_isSqlite
        ? "DROP TRIGGER LedgerEntry_Update; DROP TRIGGER LedgerEntry_Delete"
        : "DROP TRIGGER LedgerEntry_Update ON LedgerEntry; DROP TRIGGER LedgerEntry_Truncate ON LedgerEntry");

    /// <summary>Makes room for an entry by moving all from a sequence on.</summary>
    public Task ShiftAsync(long from, int by) => ExecuteAsync(
        $"UPDATE LedgerEntry SET Sequence = -Sequence - {by} WHERE Sequence >= {from}; UPDATE LedgerEntry SET Sequence = -Sequence WHERE Sequence < 0");

    public async Task InsertAsync(params List<LedgerEntry> entries)
    {
        if (_isSqlite)
        {
            await using var connection = new SqliteConnection($"Data Source={_place};Pooling=false");
            await connection.OpenAsync();
            using var row = new RowStatement(connection, EntryRow.Columns, 22, 1);
            for (var place = 0; place < entries.Count; place++)
            {
                row.Run(entries, place);
            }
        }
        else
        {
            await using var connection = new NpgsqlConnection(_place);
            await connection.OpenAsync();
            await PostgresInsert.RunAsync(connection, entries, default);
        }
    }

    public Task<ImmutableArray<LedgerEntry>> EntriesAsync(string ledger = Ledger) => Store.ReadAsync(ledger, 1, int.MaxValue, default);

    public async ValueTask DisposeAsync()
    {
        await ((IAsyncDisposable)Store).DisposeAsync();
        _folder?.Delete(recursive: true);
    }
}
