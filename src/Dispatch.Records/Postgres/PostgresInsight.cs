using System.Collections.Immutable;
using System.Data;
using System.Globalization;
using Dispatch.Contracts.Records;
using Dispatch.Records.Chains;
using Dispatch.Records.Insight;
using Dispatch.Records.Schema;
using Npgsql;

namespace Dispatch.Records.Postgres;

/// <summary>Counts and lists of a PostgreSQL database, each ledger as of one moment. A few at a time, on connections of their own.</summary>
internal sealed class PostgresInsight(string connectionString) : IInsight, IAsyncDisposable
{
    private const int MostConnections = 3;
    private const int MostSeconds = 15;

    private readonly NpgsqlDataSource _source = NpgsqlDataSource.Create(
        new NpgsqlConnectionStringBuilder(connectionString) { MaxPoolSize = MostConnections, CommandTimeout = MostSeconds, ApplicationName = "communitycare-insight" });

    private volatile bool _isReady;

    public async Task<Tally> CountAsync(InsightQuery query, CancellationToken cancellationToken)
    {
        var fold = new TallyFold(query);
        await Task.WhenAll(query.Where.Windows.GroupBy(window => window.Ledger).Select(ledger => CountAsync(query, ledger, fold, cancellationToken))).ConfigureAwait(false);
        return fold.Result();
    }

    public async Task<ImmutableArray<LedgerEntry>> ListAsync(InsightWhere where, EntryPlace? after, int most, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var moment = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken).ConfigureAwait(false);
        var places = new List<EntryPlace>();
        foreach (var window in where.Windows)
        {
            await PlacesAsync(connection, where, window, after, most, places, cancellationToken).ConfigureAwait(false);
        }

        return await EntriesAsync(connection, [.. places.Order(EntryOrder.Comparer).Take(most)], cancellationToken).ConfigureAwait(false);
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    private async Task CountAsync(InsightQuery query, IEnumerable<LedgerWindow> windows, TallyFold fold, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var moment = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken).ConfigureAwait(false);
        foreach (var window in windows)
        {
            await CountAsync(connection, query, window, fold, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task CountAsync(NpgsqlConnection connection, InsightQuery query, LedgerWindow window, TallyFold fold, CancellationToken cancellationToken)
    {
        var where = new WhereSql(query.Where, window, value => $"Action = ANY({value})", query.Where.Actions.ToArray());
        List<string> keys = [.. query.Groups.Select(facet => Key(facet, where, window))];
        var isMedian = query.Reading == Reading.Median;
        List<string> groups = isMedian ? [.. keys, "Amount"] : keys;
        var by = groups.Count == 0 ? "" : $" GROUP BY {string.Join(", ", Enumerable.Range(1, groups.Count))}";
        await using var command = Command(
            connection,
            $"SELECT {string.Concat(groups.Select(key => key + ", "))}COUNT(*), COALESCE(SUM(Amount), 0)::bigint FROM LedgerEntry WHERE {where.Text}{by}",
            where.Values);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        while (await rows.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            var (count, sum) = (rows.GetInt64(groups.Count), rows.GetInt64(groups.Count + 1));
            KeyValuePair<long, long>[]? amounts = isMedian ? [new(rows.IsDBNull(keys.Count) ? 0 : rows.GetInt64(keys.Count), count)] : null;
            fold.Add(Name(rows, query, 0), Name(rows, query, 1), count, sum, amounts);
        }
    }

    private static string Key(Facet facet, WhereSql where, LedgerWindow window) => facet.IsTime()
        ? $"floor((At + {where.Bind((long)window.Offset.TotalMicroseconds)}) / {where.Bind(LocalTime.UnitMicros(facet))})::bigint"
        : facet.Column();

    private static string? Name(NpgsqlDataReader rows, InsightQuery query, int place) =>
        place >= query.Groups.Length || rows.IsDBNull(place) ? null
        : query.Groups[place].IsTime() ? LocalTime.Label(query.Groups[place], rows.GetInt64(place))
        : rows.GetString(place);

    /// <summary>Of one action the index has the order of the list, so that each costs what it answers.</summary>
    private static async Task PlacesAsync(
        NpgsqlConnection connection, InsightWhere where, LedgerWindow window, EntryPlace? after, int most, List<EntryPlace> places, CancellationToken cancellationToken)
    {
        var condition = new WhereSql(where, window, _ => "Action = a.Name", where.Actions.ToArray()).After(after, window.Ledger);
        await using var command = Command(
            connection,
            $"""
            SELECT k.At, k.Sequence FROM unnest($2::text[]) AS a (Name) CROSS JOIN LATERAL (
                SELECT At, Sequence FROM LedgerEntry WHERE {condition.Text} ORDER BY At DESC, Sequence DESC LIMIT {condition.Bind((long)most)}) AS k
            """,
            condition.Values);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        while (await rows.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            places.Add(new EntryPlace(Micros.At(rows.GetInt64(0)), window.Ledger, rows.GetInt64(1)));
        }
    }

    private static async Task<ImmutableArray<LedgerEntry>> EntriesAsync(NpgsqlConnection connection, ImmutableArray<EntryPlace> places, CancellationToken cancellationToken)
    {
        await using var command = Command(
            connection,
            $"""
            SELECT {EntryRow.Columns} FROM LedgerEntry JOIN unnest($1::text[], $2::bigint[]) WITH ORDINALITY AS p (OfLedger, OfSequence, Place)
                ON Ledger = OfLedger AND Sequence = OfSequence ORDER BY Place
            """,
            [places.Select(place => place.Ledger).ToArray(), places.Select(place => place.Sequence).ToArray()]);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        var entries = ImmutableArray.CreateBuilder<LedgerEntry>(places.Length);
        while (await rows.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            entries.Add(EntryRow.Read(rows));
        }

        return entries.DrainToImmutable();
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, IReadOnlyList<object> values)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return command;
    }

    private async Task<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = await _source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!_isReady)
            {
                await LedgerSchema.ApplyAsync(connection, "postgres", PostgresLedgerStore.Begin, cancellationToken).ConfigureAwait(false);
                _isReady = true;
            }

            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
