using System.Data.Common;
using System.Globalization;
using Dispatch.Sealing.Hosting;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Dispatch.Silo.Keys;

/// <summary>A row as it lies in the store.</summary>
/// <param name="Place">Where: the row id of SQLite, or the tuple's key columns of PostgreSQL in their order.</param>
internal sealed record StoreRow(object?[] Place, string StateName, byte[] Payload, long Version);

/// <summary>Reads the rows of actors, and replaces the content of one whose version has not changed since. The version stays: its actor knows no difference.</summary>
internal sealed class StoreRows : IAsyncDisposable
{
    private const string PostgresColumns =
        "GrainIdHash, GrainIdN0, GrainIdN1, GrainTypeHash, GrainTypeString, GrainIdExtensionString, ServiceId";

    private readonly DbConnection _reads;
    private readonly DbConnection _writes;
    private readonly bool _isPostgres;

    private StoreRows(DbConnection reads, DbConnection writes) => (_reads, _writes, _isPostgres) = (reads, writes, reads is NpgsqlConnection);

    public static async Task<StoreRows> OpenAsync(SealingSettings settings)
    {
        var file = Path.Combine(settings.DataPath, "dispatch.db");
        if (settings.Postgres is null && !File.Exists(file))
        {
            throw new IOException($"There is no store: '{file}' does not exist (Dispatch:DataDirectory).");
        }

        var rows = new StoreRows(New(settings.Postgres, file), New(settings.Postgres, file));
        await rows._reads.OpenAsync();
        await rows._writes.OpenAsync();
        return rows;
    }

    public async IAsyncEnumerable<StoreRow> ReadAsync()
    {
        await using var command = _reads.CreateCommand();
        command.CommandText = _isPostgres
            ? $"SELECT GrainTypeString, PayloadBinary, Version, {PostgresColumns} FROM OrleansStorage WHERE PayloadBinary IS NOT NULL"
            : "SELECT StateName, Payload, Version, rowid FROM GrainState WHERE Payload IS NOT NULL";
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            var place = Enumerable.Range(3, reader.FieldCount - 3).Select(column => reader.IsDBNull(column) ? null : reader.GetValue(column)).ToArray();
            yield return new StoreRow(place, reader.GetString(0), reader.GetFieldValue<byte[]>(1), Convert.ToInt64(reader.GetValue(2), CultureInfo.InvariantCulture));
        }
    }

    /// <summary>False: the row changed since it was read.</summary>
    public async Task<bool> ReplaceAsync(StoreRow row, byte[] payload)
    {
        await using var command = _writes.CreateCommand();
        var columns = _isPostgres ? PostgresColumns.Split(", ") : ["rowid"];
        var table = _isPostgres ? "UPDATE OrleansStorage SET PayloadBinary = @payload" : "UPDATE GrainState SET Payload = @payload";

        // Each compared by '=' or asked for its absence: IS NOT DISTINCT FROM is no question to an index, and would go through the whole table for each row.
        var same = columns.Select((column, at) => row.Place[at] is null ? $"{column} IS NULL" : $"{column} = @p{at}");
        command.CommandText = $"{table} WHERE Version = @version AND {string.Join(" AND ", same)}";
        Add(command, "payload", payload);
        Add(command, "version", _isPostgres ? (int)row.Version : row.Version);
        for (var at = 0; at < columns.Length; at++)
        {
            if (row.Place[at] is { } value)
            {
                Add(command, $"p{at}", value);
            }
        }

        return await command.ExecuteNonQueryAsync() == 1;
    }

    public async ValueTask DisposeAsync()
    {
        await _reads.DisposeAsync();
        await _writes.DisposeAsync();
    }

    private static DbConnection New(string? postgres, string file) => postgres is not null
        ? new NpgsqlConnection(postgres)
        : new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadWrite, Pooling = false, DefaultTimeout = 10 }.ToString());

    private static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
    }
}
