using System.Runtime.InteropServices;
using System.Text;
using Dispatch.Contracts.Records;
using Dispatch.Records.Chains;
using Dispatch.Records.Insight;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Dispatch.Records.Sqlite;

/// <summary>
/// Counts one action of one window. SQLite groups by sorting, which costs more than the rows themselves: so without keys it counts, and with keys
/// it hands over the rows of the index, and they are counted here.
/// </summary>
internal sealed class SqliteTally(SqliteConnection connection, InsightQuery query)
{
    private const int RowsBetweenLooks = 8_192;
    private readonly sqlite3 _database = connection.Handle!;
    private readonly Facet[] _columns = [.. query.Groups.Where(facet => facet is not (Facet.Station or Facet.Action)).Take(2)];
    private readonly KeyTable[] _keys = [new(), new()];

    public void Run(LedgerWindow window, string action, TallyFold fold, CancellationToken cancellationToken)
    {
        var where = new WhereSql(query.Where, window, value => $"Action = {value}", action);
        if (_columns.Length == 0 && query.Reading != Reading.Median)
        {
            using var whole = Prepare($"SELECT COUNT(*), COALESCE(SUM(Amount), 0) FROM LedgerEntry WHERE {where.Text}", where.Values);
            Step(whole);
            Add(fold, window, action, (null, null), new Count { Entries = raw.sqlite3_column_int64(whole, 0), Sum = raw.sqlite3_column_int64(whole, 1) });
            return;
        }

        var columns = string.Join(", ", _columns.Select(FacetCodes.Column).Append("Amount"));
        using var rows = Prepare($"SELECT {columns} FROM LedgerEntry WHERE {where.Text}", where.Values);
        foreach (var (cell, count) in Counts(rows, (long)window.Offset.TotalMicroseconds, cancellationToken))
        {
            Add(fold, window, action, (Name(0, cell.First), Name(1, cell.Second)), count);
        }
    }

    private Dictionary<(long First, long Second), Count> Counts(sqlite3_stmt rows, long offset, CancellationToken cancellationToken)
    {
        var counts = new Dictionary<(long, long), Count>();
        for (var seen = 1; Step(rows); seen++)
        {
            if (seen % RowsBetweenLooks == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            var key = (_columns.Length > 0 ? Key(rows, 0, offset) : 0, _columns.Length > 1 ? Key(rows, 1, offset) : 0);
            ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(counts, key, out _);
            count.Entries++;
            if (query.Reading != Reading.Count)
            {
                count.Take(raw.sqlite3_column_int64(rows, _columns.Length), query.Reading);
            }
        }

        return counts;
    }

    private long Key(sqlite3_stmt rows, int place, long offset) => _columns[place].IsTime()
        ? LocalTime.Unit(_columns[place], raw.sqlite3_column_int64(rows, place), offset)
        : _keys[place].Of(raw.sqlite3_column_blob(rows, place), isMissing: raw.sqlite3_column_type(rows, place) == raw.SQLITE_NULL);

    private string? Name(int place, long key) => place >= _columns.Length ? null
        : _columns[place].IsTime() ? LocalTime.Label(_columns[place], key)
        : _keys[place].Name(key);

    /// <summary>Puts the ledger and the action, which a statement has one of, where they are counted by.</summary>
    private void Add(TallyFold fold, LedgerWindow window, string action, (string? First, string? Second) names, Count count)
    {
        var (keys, taken) = (new string?[2], 0);
        for (var place = 0; place < query.Groups.Length; place++)
        {
            keys[place] = query.Groups[place] switch
            {
                Facet.Station => window.Ledger,
                Facet.Action => action,
                _ => taken++ == 0 ? names.First : names.Second,
            };
        }

        fold.Add(keys[0], keys[1], count.Entries, count.Sum, count.Amounts);
    }

    private sqlite3_stmt Prepare(string sql, IReadOnlyList<object> values)
    {
        Check(raw.sqlite3_prepare_v2(_database, sql, out var statement));
        for (var place = 0; place < values.Count; place++)
        {
            Check(values[place] is long number
                ? raw.sqlite3_bind_int64(statement, place + 1, number)
                : raw.sqlite3_bind_text(statement, place + 1, Encoding.UTF8.GetBytes((string)values[place])));
        }

        return statement;
    }

    private bool Step(sqlite3_stmt statement)
    {
        var result = raw.sqlite3_step(statement);
        if (result is not (raw.SQLITE_ROW or raw.SQLITE_DONE))
        {
            Check(result);
        }

        return result == raw.SQLITE_ROW;
    }

    private void Check(int result) => SqliteException.ThrowExceptionForRC(result, _database);

    private struct Count
    {
        public long Entries;
        public long Sum;
        public Dictionary<long, long>? Amounts;

        public void Take(long amount, Reading reading)
        {
            Sum += amount;
            if (reading == Reading.Median)
            {
                CollectionsMarshal.GetValueRefOrAddDefault(Amounts ??= [], amount, out _)++;
            }
        }
    }
}
