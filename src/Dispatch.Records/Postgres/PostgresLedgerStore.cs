using System.Collections.Immutable;
using System.Data;
using System.Security.Cryptography;
using Dispatch.Contracts.Records;
using Dispatch.Records.Chains;
using Dispatch.Records.Schema;
using Npgsql;
using NpgsqlTypes;

namespace Dispatch.Records.Postgres;

/// <summary>Chains in PostgreSQL, in the database of the actors' rows. The primary key lets only one of two writers have a sequence.</summary>
internal sealed class PostgresLedgerStore(string connectionString) : ILedgerStore, IAsyncDisposable
{
    // Any number will do, as long as all processes that make the tables of one database use the same.
    internal const string Begin = "BEGIN; SELECT pg_advisory_xact_lock(4837262)";

    private const string SelectHead = "SELECT Sequence, Hash, RecordedAt FROM LedgerEntry WHERE Ledger = $1 ORDER BY Sequence DESC LIMIT 1";
    private const string SelectKnown = "SELECT CommitId FROM LedgerEntry WHERE CommitId = ANY($1)";

    /// <summary>Every silo of a cluster counts towards what the server lets in; appends are large and few.</summary>
    private const int MostConnections = 8;

    private readonly NpgsqlDataSource _source = NpgsqlDataSource.Create(
        new NpgsqlConnectionStringBuilder(connectionString)
        {
            MaxPoolSize = MostConnections, MaxAutoPrepare = 20, AutoPrepareMinUsages = 2, ApplicationName = "communitycare-record",
        });

    private readonly SemaphoreSlim _opening = new(1);
    private bool _isReady;

    public async Task<LedgerHead> HeadAsync(string ledger, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken).ConfigureAwait(false);
        return await HeadAsync(connection, ledger, cancellationToken).ConfigureAwait(false);
    }

    public async Task<LedgerHead> AppendAsync(
        LedgerHead expected, ImmutableArray<CommittedDraft> drafts, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        var head = await HeadAsync(connection, expected.Ledger, cancellationToken).ConfigureAwait(false);
        if ((head.Sequence, head.Hash) != (expected.Sequence, expected.Hash))
        {
            throw new LedgerConflictException($"Ledger '{expected.Ledger}' ends at {head.Sequence}, not at {expected.Sequence}.");
        }

        var seen = new HashSet<string>(
            await FindAsync(connection, [.. drafts.Select(draft => draft.CommitId)], cancellationToken).ConfigureAwait(false), StringComparer.Ordinal);
        var fresh = drafts.Where(draft => seen.Add(draft.CommitId)).ToList();
        if (fresh.Count == 0)
        {
            return head;
        }

        var salts = await SaltsAsync(connection, fresh, cancellationToken).ConfigureAwait(false);
        var entries = Chain.Link(head, fresh, subject => salts[subject], now);
        try
        {
            await PostgresInsert.RunAsync(connection, entries, cancellationToken).ConfigureAwait(false);
            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (PostgresException refusal) when (refusal.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            throw new LedgerConflictException($"Somebody else appended to ledger '{expected.Ledger}' behind {expected.Sequence}.");
        }

        return Chain.Head(entries[^1]);
    }

    public async Task<ImmutableArray<string>> FindAsync(ImmutableArray<string> commitIds, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken).ConfigureAwait(false);
        return [.. await FindAsync(connection, [.. commitIds], cancellationToken).ConfigureAwait(false)];
    }

    public async Task<ImmutableArray<LedgerEntry>> ReadAsync(string ledger, long from, int most, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var command = new NpgsqlCommand(
            $"SELECT {EntryRow.Columns} FROM LedgerEntry WHERE Ledger = $1 AND Sequence >= $2 ORDER BY Sequence LIMIT $3", connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = ledger });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = from });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = most });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        var entries = ImmutableArray.CreateBuilder<LedgerEntry>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            entries.Add(EntryRow.Read(reader));
        }

        return entries.DrainToImmutable();
    }

    public async Task ForgetAsync(string subject, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var command = new NpgsqlCommand("DELETE FROM LedgerSalt WHERE Subject = $1", connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = subject });
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await _source.DisposeAsync().ConfigureAwait(false);
        _opening.Dispose();
    }

    private static async Task<LedgerHead> HeadAsync(NpgsqlConnection connection, string ledger, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(SelectHead, connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = ledger });
        await using var row = await command.ExecuteReaderAsync(CommandBehavior.SingleRow, cancellationToken).ConfigureAwait(false);
        return await row.ReadAsync(cancellationToken).ConfigureAwait(false)
            ? new LedgerHead(ledger, row.GetInt64(0), Convert.ToHexStringLower(row.GetFieldValue<byte[]>(1)), Micros.At(row.GetInt64(2)))
            : LedgerHead.Empty(ledger);
    }

    private static async Task<List<string>> FindAsync(NpgsqlConnection connection, string[] commitIds, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(SelectKnown, connection);
        command.Parameters.Add(new NpgsqlParameter<string[]> { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text, TypedValue = commitIds });
        await using var rows = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        var known = new List<string>();
        while (await rows.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            known.Add(rows.GetString(0));
        }

        return known;
    }

    /// <summary>The salts of those subjects whose drafts vouch for something, made where they are missing.</summary>
    private static async Task<Dictionary<string, byte[]>> SaltsAsync(NpgsqlConnection connection, List<CommittedDraft> drafts, CancellationToken cancellationToken)
    {
        var salts = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        string[] subjects = [.. drafts.Where(each => each.Draft.Personal is not null).Select(each => Chain.SubjectOf(each.Draft)).Distinct()];
        if (subjects.Length == 0)
        {
            return salts;
        }

        // A subject may be new to two ledgers at the same moment: whoever comes second takes the first one's salt.
        await using var command = new NpgsqlCommand(
            """
            WITH made AS (
                INSERT INTO LedgerSalt (Subject, Salt) SELECT * FROM unnest($1::text[], $2::bytea[])
                ON CONFLICT (Subject) DO UPDATE SET Salt = LedgerSalt.Salt RETURNING Subject, Salt)
            SELECT Subject, Salt FROM made
            """,
            connection);
        byte[][] fresh = [.. subjects.Select(_ => RandomNumberGenerator.GetBytes(Chain.SaltBytes))];
        command.Parameters.Add(new NpgsqlParameter<string[]> { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text, TypedValue = subjects });
        command.Parameters.Add(new NpgsqlParameter<byte[][]> { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea, TypedValue = fresh });
        await using var rows = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        while (await rows.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            salts[rows.GetString(0)] = rows.GetFieldValue<byte[]>(1);
        }

        return salts;
    }

    private async Task<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = await _source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        if (!Volatile.Read(ref _isReady))
        {
            await _opening.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                if (!_isReady)
                {
                    await LedgerSchema.ApplyAsync(connection, "postgres", Begin, cancellationToken).ConfigureAwait(false);
                    Volatile.Write(ref _isReady, true);
                }
            }
            finally
            {
                _opening.Release();
            }
        }

        return connection;
    }
}
