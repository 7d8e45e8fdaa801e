using Npgsql;
using NpgsqlTypes;

namespace Dispatch.Simulation.Chaos.Truth;

/// <summary>One commit of one row, as the database saw it.</summary>
/// <param name="Place">Its place in the one order of commits and membership changes.</param>
/// <param name="Writer">The life of the silo whose connection it was.</param>
/// <param name="Kind">The name of the state, such as <c>request</c>.</param>
/// <param name="Key">The grain's key, where it is stored as text.</param>
/// <param name="Version">The row's version after it; null when the row was deleted.</param>
/// <param name="Payload">What was written; null where no checker asks.</param>
internal sealed record LoggedCommit(long Place, DateTimeOffset At, string Writer, string Kind, string Key, int? Version, byte[]? Payload);

/// <summary>A silo's row in the membership table took a status.</summary>
internal sealed record LoggedStatus(long Place, DateTimeOffset At, string Life, int Status);

/// <summary>
/// The database keeps a log of every commit of every row, by triggers that the driver adds: so the checkers see the whole history, and each
/// commit says which life of which silo made it.
/// </summary>
/// <remarks>
/// The order is that of the statements. It agrees with cause and effect: whoever acts upon a commit has waited for it, and two
/// writers of one row wait for each other.
/// </remarks>
internal sealed class CommitLog(string database) : IAsyncDisposable
{
    private const string Triggers = """
        CREATE SEQUENCE ChaosOrder;
        CREATE TABLE ChaosCommits (
            Place bigint PRIMARY KEY DEFAULT nextval('ChaosOrder'), At timestamptz NOT NULL DEFAULT clock_timestamp(),
            Writer text NOT NULL DEFAULT current_setting('application_name'), Kind text NOT NULL, Key text NOT NULL, Version int, Payload bytea);
        ALTER TABLE ChaosCommits ALTER Payload SET STORAGE EXTERNAL;
        CREATE TABLE ChaosMembers (
            Place bigint PRIMARY KEY DEFAULT nextval('ChaosOrder'), At timestamptz NOT NULL DEFAULT clock_timestamp(), Life text NOT NULL, Status int NOT NULL);

        CREATE FUNCTION ChaosKeep() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            INSERT INTO ChaosCommits (Kind, Key, Version, Payload)
            SELECT GrainTypeString, coalesce(GrainIdExtensionString, to_hex(GrainIdN1)), CASE WHEN TG_OP <> 'DELETE' THEN Version END,
                CASE WHEN TG_OP <> 'DELETE' AND GrainTypeString NOT IN ('probe', 'ledger', 'unrecorded', 'once', 'keyring', 'directory') THEN PayloadBinary END
            FROM rows;
            RETURN NULL;
        END $$;
        CREATE TRIGGER ChaosInserted AFTER INSERT ON OrleansStorage REFERENCING NEW TABLE AS rows FOR EACH STATEMENT EXECUTE FUNCTION ChaosKeep();
        CREATE TRIGGER ChaosUpdated AFTER UPDATE ON OrleansStorage REFERENCING NEW TABLE AS rows FOR EACH STATEMENT EXECUTE FUNCTION ChaosKeep();
        CREATE TRIGGER ChaosDeleted AFTER DELETE ON OrleansStorage REFERENCING OLD TABLE AS rows FOR EACH STATEMENT EXECUTE FUNCTION ChaosKeep();

        CREATE FUNCTION ChaosNote() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            INSERT INTO ChaosMembers (Life, Status) VALUES (NEW.SiloName, NEW.Status);
            RETURN NULL;
        END $$;
        CREATE TRIGGER ChaosMember AFTER UPDATE OF Status ON OrleansMembershipTable
            FOR EACH ROW WHEN (OLD.Status <> NEW.Status) EXECUTE FUNCTION ChaosNote();
        """;

    private readonly NpgsqlDataSource _source = NpgsqlDataSource.Create(database);

    /// <summary>Begins the log; the silos have made their tables by then, and nothing of the town is stored yet.</summary>
    public async Task BeginAsync()
    {
        await using var command = _source.CreateCommand(Triggers);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>The store went and came back: connections from before are of no use.</summary>
    public void Reconnect() => _source.Clear();

    /// <summary>The place of the last commit of anything but the probes of readiness.</summary>
    public Task<long> LastAsync() => LastAsync("Kind <> 'probe'");

    /// <summary>The place of the last commit of what dispatches. An emergency that nobody answers rings on, and never comes to rest.</summary>
    public Task<long> LastOfDispatchAsync() => LastAsync("Kind IN ('request', 'volunteer', 'counsellor', 'open-set', 'duty-set', 'station')");

    /// <summary>What was committed in the last ten seconds, in words.</summary>
    public async Task<string> LatelyAsync()
    {
        await using var command = _source.CreateCommand("""
            SELECT coalesce(string_agg(format('%s of %s', times, Kind), ', '), 'nothing')
            FROM (SELECT Kind, count(*) AS times FROM ChaosCommits WHERE At > clock_timestamp() - interval '10 seconds' GROUP BY Kind) AS lately
            """);
        return (string)(await command.ExecuteScalarAsync())!;
    }

    private async Task<long> LastAsync(string which)
    {
        await using var command = _source.CreateCommand($"SELECT coalesce((SELECT Place FROM ChaosCommits WHERE {which} ORDER BY Place DESC LIMIT 1), 0)");
        return (long)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>When a life was declared dead; null when it was not.</summary>
    public async Task<DateTimeOffset?> DeathAsync(string life) => (await MembersAsync()).FirstOrDefault(row => row.Life == life && row.Status == Dead)?.At;

    public const int Dead = 6;

    public async Task<List<LoggedStatus>> MembersAsync()
    {
        await using var command = _source.CreateCommand("SELECT Place, At, Life, Status FROM ChaosMembers ORDER BY Place");
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<LoggedStatus>();
        while (await reader.ReadAsync())
        {
            rows.Add(new(reader.GetInt64(0), Time(reader, 1), reader.GetString(2), reader.GetInt32(3)));
        }

        return rows;
    }

    /// <summary>Every commit after one place up to another, in order.</summary>
    public async IAsyncEnumerable<LoggedCommit> CommitsAsync(long after, long upTo)
    {
        await using var connection = await _source.OpenConnectionAsync();
        await using var export = await connection.BeginBinaryExportAsync(FormattableString.Invariant(
            $"COPY (SELECT Place, At, Writer, Kind, Key, Version, Payload FROM ChaosCommits WHERE Place > {after} AND Place <= {upTo} ORDER BY Place) TO STDOUT (FORMAT binary)"));
        while (await export.StartRowAsync() >= 0)
        {
            var (place, at) = (await export.ReadAsync<long>(), await export.ReadAsync<DateTime>(NpgsqlDbType.TimestampTz));
            var (writer, kind, key) = (await export.ReadAsync<string>(), await export.ReadAsync<string>(), await export.ReadAsync<string>());
            int? version = null;
            byte[]? payload = null;
            if (export.IsNull)
            {
                await export.SkipAsync();
            }
            else
            {
                version = await export.ReadAsync<int>();
            }

            if (export.IsNull)
            {
                await export.SkipAsync();
            }
            else
            {
                payload = await export.ReadAsync<byte[]>();
            }

            yield return new LoggedCommit(place, new DateTimeOffset(at, TimeSpan.Zero), writer, kind, key, version, payload);
        }
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    private static DateTimeOffset Time(NpgsqlDataReader reader, int column) => new(reader.GetFieldValue<DateTime>(column), TimeSpan.Zero);
}
