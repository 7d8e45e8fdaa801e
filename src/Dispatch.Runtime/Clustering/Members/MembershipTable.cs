using System.Collections.Immutable;
using System.Net;
using Dispatch.Runtime.Storage.Postgres;
using Npgsql;

namespace Dispatch.Runtime.Clustering.Members;

/// <summary>The rows of one cluster in PostgreSQL. Writes succeed only at the version that the writer has read.</summary>
internal sealed class MembershipTable(string connectionString, string clusterId) : IAsyncDisposable
{
    public string ClusterId => clusterId;

    private const string ReadAll = """
        SELECT v.Version, clock_timestamp(), m.Address, m.Port, m.Generation, m.SiloName, m.HostName, m.Status, m.SuspectTimes, m.StartTime, m.IAmAliveTime
        FROM OrleansMembershipVersionTable v
        LEFT JOIN OrleansMembershipTable m ON m.DeploymentId = v.DeploymentId
        WHERE v.DeploymentId = $1
        """;

    private const string Beat = """
        UPDATE OrleansMembershipTable SET IAmAliveTime = clock_timestamp()
        WHERE DeploymentId = $1 AND Address = $2 AND Port = $3 AND Generation = $4 AND Status <> 6
        RETURNING 1
        """;

    // A vote that comes late is worth nothing, so a hanging connection is given up soon.
    private readonly NpgsqlDataSource _source = NpgsqlDataSource.Create(
        new NpgsqlConnectionStringBuilder(connectionString) { Timeout = 2, CommandTimeout = 2, CancellationTimeout = 500, MaxPoolSize = 4, KeepAlive = 5 });

    public Task MigrateAsync(CancellationToken cancellationToken) => PostgresConnections.MigrateAsync(_source, cancellationToken);

    public async Task CreateAsync(CancellationToken cancellationToken)
    {
        await using var command = _source.CreateCommand("INSERT INTO OrleansMembershipVersionTable (DeploymentId) VALUES ($1) ON CONFLICT DO NOTHING");
        command.Parameters.AddWithValue(clusterId);
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    public async Task<MemberTable> ReadAsync(CancellationToken cancellationToken)
    {
        await using var command = _source.CreateCommand(ReadAll);
        command.Parameters.AddWithValue(clusterId);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        var (version, now, rows) = (0, DateTime.UnixEpoch, ImmutableArray.CreateBuilder<MemberRow>());
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            (version, now) = (reader.GetInt32(0), reader.GetDateTime(1));
            if (!await reader.IsDBNullAsync(2, cancellationToken).ConfigureAwait(false))
            {
                rows.Add(Row(reader));
            }
        }

        return new(version, now, rows.ToImmutable());
    }

    /// <summary>False when the silo has no row any more, or is dead in it.</summary>
    public async Task<bool> BeatAsync(SiloAddress silo, CancellationToken cancellationToken)
    {
        await using var command = _source.CreateCommand(Beat);
        AddIdentity(command, silo);
        return await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is not null;
    }

    /// <summary>Enters a silo; false when the table has changed since.</summary>
    public async Task<bool> InsertAsync(MemberRow row, int version, CancellationToken cancellationToken)
    {
        await using var command = _source.CreateCommand(
            "SELECT InsertMembership($1, $2, $3, $4, $5, $6, $7, $3, clock_timestamp(), clock_timestamp(), $8)");
        AddIdentity(command, row.Silo);
        command.Parameters.AddWithValue(row.Name);
        command.Parameters.AddWithValue(row.Host);
        command.Parameters.AddWithValue((int)row.Status);
        command.Parameters.AddWithValue(version);
        return await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is true;
    }

    /// <summary>Writes status and votes; false when the table has changed since.</summary>
    public async Task<bool> UpdateAsync(MemberRow row, int version, CancellationToken cancellationToken)
    {
        await using var command = _source.CreateCommand("SELECT UpdateMembership($1, $2, $3, $4, $5, $6, $7, $8)");
        AddIdentity(command, row.Silo);
        command.Parameters.AddWithValue((int)row.Status);
        command.Parameters.AddWithValue(NpgsqlTypes.NpgsqlDbType.Varchar, (object?)SuspectTimes.Write(row.Suspicions) ?? DBNull.Value);
        command.Parameters.AddWithValue(row.AliveAt);
        command.Parameters.AddWithValue(version);
        return await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is true;
    }

    /// <summary>Forgets silos that are long gone.</summary>
    public async Task CleanAsync(TimeSpan age, CancellationToken cancellationToken)
    {
        await using var command = _source.CreateCommand(
            "DELETE FROM OrleansMembershipTable WHERE DeploymentId = $1 AND Status IN (1, 2, 6) AND IAmAliveTime < clock_timestamp() - $2");
        command.Parameters.AddWithValue(clusterId);
        command.Parameters.AddWithValue(age);
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A cluster of another name whose silos use this database now; null when there is none.</summary>
    public async Task<string?> OtherClusterAsync(TimeSpan staleAfter, CancellationToken cancellationToken)
    {
        await using var command = _source.CreateCommand("""
            SELECT DeploymentId FROM OrleansMembershipTable
            WHERE DeploymentId <> $1 AND Status = 3 AND IAmAliveTime > clock_timestamp() - $2 LIMIT 1
            """);
        command.Parameters.AddWithValue(clusterId);
        command.Parameters.AddWithValue(staleAfter);
        return await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) as string;
    }

    /// <summary>Drops connections that died with the server.</summary>
    public void Reconnect() => _source.Clear();

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    private static MemberRow Row(NpgsqlDataReader reader) => new(
        SiloAddress.New(IPAddress.Parse(reader.GetString(2)), reader.GetInt32(3), reader.GetInt32(4)),
        (SiloStatus)reader.GetInt32(7),
        reader.GetDateTime(10))
    {
        Name = reader.GetString(5),
        Host = reader.GetString(6),
        Suspicions = SuspectTimes.Read(reader.IsDBNull(8) ? null : reader.GetString(8)),
        StartedAt = reader.GetDateTime(9),
    };

    private void AddIdentity(NpgsqlCommand command, SiloAddress silo)
    {
        command.Parameters.AddWithValue(clusterId);
        command.Parameters.AddWithValue(silo.Endpoint.Address.ToString());
        command.Parameters.AddWithValue(silo.Endpoint.Port);
        command.Parameters.AddWithValue(silo.Generation);
    }
}
