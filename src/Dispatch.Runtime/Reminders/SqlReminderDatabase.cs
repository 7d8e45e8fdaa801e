using System.Data.Common;
using System.Globalization;
using System.Text;
using Dispatch.Runtime.Placement;
using Dispatch.Runtime.Storage;

namespace Dispatch.Runtime.Reminders;

/// <summary>Reminders in the OrleansRemindersTable, as stock Orleans keeps them, with one more column for the last tick.</summary>
internal sealed class SqlReminderDatabase(IReminderConnections connections, string serviceId) : IReminderDatabase
{
    private const string Columns = "GrainId, ReminderName, StartTime, Period, Version, LastTick";

    public Task StartAsync(CancellationToken cancellationToken) => connections.MigrateAsync(cancellationToken);

    public Task<List<StoredReminder>> ReadAllAsync(CancellationToken cancellationToken)
        => QueryAsync($"SELECT {Columns} FROM OrleansRemindersTable WHERE ServiceId = @service", [], cancellationToken);

    public Task<List<StoredReminder>> ReadAsync(GrainId grainId, CancellationToken cancellationToken)
        => QueryAsync(
            $"SELECT {Columns} FROM OrleansRemindersTable WHERE ServiceId = @service AND GrainId = @grain",
            [("@grain", grainId.ToString())],
            cancellationToken);

    public async Task<StoredReminder?> ReadAsync(GrainId grainId, string name, CancellationToken cancellationToken)
    {
        var found = await QueryAsync(
            $"SELECT {Columns} FROM OrleansRemindersTable WHERE ServiceId = @service AND GrainId = @grain AND ReminderName = @name",
            [("@grain", grainId.ToString()), ("@name", name)],
            cancellationToken).ConfigureAwait(false);
        return found.SingleOrDefault();
    }

    public async Task<int> UpsertAsync(GrainId grainId, string name, DateTime startAt, TimeSpan period, CancellationToken cancellationToken)
    {
        const string Upsert = """
            INSERT INTO OrleansRemindersTable (ServiceId, GrainId, ReminderName, StartTime, Period, GrainHash, Version)
            VALUES (@service, @grain, @name, @start, @period, @hash, 0)
            ON CONFLICT (ServiceId, GrainId, ReminderName) DO UPDATE SET
                StartTime = excluded.StartTime, Period = excluded.Period, GrainHash = excluded.GrainHash,
                Version = OrleansRemindersTable.Version + 1, LastTick = NULL
            RETURNING Version
            """;
        var versions = await RunAsync(
            Upsert,
            [
                ("@grain", grainId.ToString()), ("@name", name), ("@start", startAt),
                ("@period", (long)period.TotalMilliseconds), ("@hash", HashOf(grainId)),
            ],
            static reader => reader.GetInt32(0),
            cancellationToken).ConfigureAwait(false);
        return versions.Single();
    }

    public async Task<bool> DeleteAsync(GrainId grainId, string name, int version, CancellationToken cancellationToken)
    {
        var deleted = await RunAsync(
            """
            DELETE FROM OrleansRemindersTable
            WHERE ServiceId = @service AND GrainId = @grain AND ReminderName = @name AND Version = @version RETURNING Version
            """,
            [("@grain", grainId.ToString()), ("@name", name), ("@version", version)],
            static reader => reader.GetInt32(0),
            cancellationToken).ConfigureAwait(false);
        return deleted.Count == 1;
    }

    public Task TickedAsync(GrainId grainId, string name, int version, DateTime tick, CancellationToken cancellationToken)
        => RunAsync(
            """
            UPDATE OrleansRemindersTable SET LastTick = @tick
            WHERE ServiceId = @service AND GrainId = @grain AND ReminderName = @name AND Version = @version RETURNING Version
            """,
            [("@grain", grainId.ToString()), ("@name", name), ("@version", version), ("@tick", tick)],
            static reader => reader.GetInt32(0),
            cancellationToken);

    // Stock Orleans gives each silo a range of hashes, and looks for its reminders there.
    private static int HashOf(GrainId grain) => unchecked((int)((HashOf(grain.Type.Value) * 31) + HashOf(grain.Key)));

    private static uint HashOf(IdSpan text) => StableHash.InTables(Encoding.UTF8.GetBytes(text.ToString()));

    private static DateTime Utc(DateTime time) => DateTime.SpecifyKind(time, DateTimeKind.Utc);

    private Task<List<StoredReminder>> QueryAsync(string sql, (string Name, object Value)[] parameters, CancellationToken cancellationToken)
        => RunAsync(
            sql,
            parameters,
            static reader => new StoredReminder(
                GrainId.Parse(reader.GetString(0), CultureInfo.InvariantCulture),
                reader.GetString(1),
                Utc(reader.GetDateTime(2)),
                TimeSpan.FromMilliseconds(reader.GetInt64(3)),
                reader.GetInt32(4),
                reader.IsDBNull(5) ? null : Utc(reader.GetDateTime(5))),
            cancellationToken);

    private async Task<List<T>> RunAsync<T>(
        string sql, (string Name, object Value)[] parameters, Func<DbDataReader, T> read, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await connections.OpenAsync(cancellationToken).ConfigureAwait(false);
            await using var command = connection.CreateCommand();
            command.CommandText = sql;
            foreach (var (name, value) in parameters.Append(("@service", serviceId)))
            {
                var parameter = command.CreateParameter();
                parameter.ParameterName = name;
                parameter.Value = value;
                command.Parameters.Add(parameter);
            }

            var rows = new List<T>();
            await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                rows.Add(read(reader));
            }

            return rows;
        }
        catch (DbException failure)
        {
            throw new StorageUnavailableException($"The reminder table cannot be used: {failure.Message}", outcomeUnknown: true, failure);
        }
    }
}
