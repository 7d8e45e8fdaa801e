using System.Collections.Immutable;
using System.Globalization;
using Dispatch.Contracts.Records;
using Dispatch.Records.Chains;
using Dispatch.Records.Insight;
using Microsoft.Data.Sqlite;

namespace Dispatch.Records.Sqlite;

/// <summary>Counts and lists of a SQLite file, each ledger as of one moment. A few at a time: each reads on a connection of its own.</summary>
internal sealed class SqliteInsight(string file) : IInsight, IDisposable
{
    private const int MostAtOnce = 2;
    private readonly SemaphoreSlim _turns = new(MostAtOnce);
    private volatile bool _isReady;

    public async Task<Tally> CountAsync(InsightQuery query, CancellationToken cancellationToken)
    {
        var fold = new TallyFold(query);
        await Task.WhenAll(query.Where.Windows.GroupBy(window => window.Ledger)
            .Select(ledger => ReadAsync(connection => Count(connection, query, ledger, fold, cancellationToken), cancellationToken))).ConfigureAwait(false);
        return fold.Result();
    }

    public Task<ImmutableArray<LedgerEntry>> ListAsync(InsightWhere where, EntryPlace? after, int most, CancellationToken cancellationToken) => ReadAsync(
        connection =>
        {
            var places = new List<EntryPlace>();
            foreach (var window in where.Windows)
            {
                foreach (var action in where.Actions)
                {
                    places.AddRange(Places(connection, where, window, action, after, most));
                    cancellationToken.ThrowIfCancellationRequested();
                }
            }

            return Entries(connection, [.. places.Order(EntryOrder.Comparer).Take(most)]);
        },
        cancellationToken);

    public void Dispose() => _turns.Dispose();

    private static TallyFold Count(SqliteConnection connection, InsightQuery query, IEnumerable<LedgerWindow> windows, TallyFold fold, CancellationToken cancellationToken)
    {
        var tally = new SqliteTally(connection, query);
        foreach (var window in windows)
        {
            foreach (var action in query.Where.Actions)
            {
                tally.Run(window, action, fold, cancellationToken);
            }
        }

        return fold;
    }

    /// <summary>Of one action the index has the order of the list, so that each costs what it answers.</summary>
    private static List<EntryPlace> Places(SqliteConnection connection, InsightWhere where, LedgerWindow window, string action, EntryPlace? after, int most)
    {
        var condition = new WhereSql(where, window, value => $"Action = {value}", action).After(after, window.Ledger);
        using var command = Command(
            connection, $"SELECT At, Sequence FROM LedgerEntry WHERE {condition.Text} ORDER BY At DESC, Sequence DESC LIMIT {condition.Bind((long)most)}", condition.Values);
        using var rows = command.ExecuteReader();
        var places = new List<EntryPlace>();
        while (rows.Read())
        {
            places.Add(new EntryPlace(Micros.At(rows.GetInt64(0)), window.Ledger, rows.GetInt64(1)));
        }

        return places;
    }

    private static ImmutableArray<LedgerEntry> Entries(SqliteConnection connection, ImmutableArray<EntryPlace> places)
    {
        using var command = Command(connection, $"SELECT {EntryRow.Columns} FROM LedgerEntry WHERE Ledger = $1 AND Sequence = $2", ["", 0L]);
        var entries = ImmutableArray.CreateBuilder<LedgerEntry>(places.Length);
        foreach (var place in places)
        {
            (command.Parameters[0].Value, command.Parameters[1].Value) = (place.Ledger, place.Sequence);
            using var row = command.ExecuteReader();
            if (row.Read())
            {
                entries.Add(EntryRow.Read(row));
            }
        }

        return entries.DrainToImmutable();
    }

    private static SqliteCommand Command(SqliteConnection connection, string sql, IReadOnlyList<object> values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var place = 0; place < values.Count; place++)
        {
            command.Parameters.AddWithValue(string.Create(CultureInfo.InvariantCulture, $"${place + 1}"), values[place]);
        }

        return command;
    }

    private async Task<T> ReadAsync<T>(Func<SqliteConnection, T> read, CancellationToken cancellationToken)
    {
        await _turns.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            // It computes and waits for the disk: not on a thread that has others to serve.
            await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
            if (!_isReady)
            {
                // Makes the file and its tables, should nobody have written yet with this program.
                await (await SqliteFiles.OpenForWritesAsync(file, cancellationToken).ConfigureAwait(false)).DisposeAsync().ConfigureAwait(false);
                _isReady = true;
            }

            using var connection = SqliteFiles.OpenForReads(file);
            using var moment = connection.BeginTransaction(deferred: true);
            return read(connection);
        }
        finally
        {
            _turns.Release();
        }
    }
}
