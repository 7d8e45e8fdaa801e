using System.Runtime.CompilerServices;
using Dispatch.Contracts.Records;
using Dispatch.Records.Chains;
using Dispatch.Records.Verifying;
using Npgsql;

namespace Dispatch.Records.Postgres;

/// <summary>All chains of a PostgreSQL database, by one statement and so as of one moment.</summary>
internal sealed class PostgresEntrySource(string connectionString) : IEntrySource
{
    // Small enough to stay in a core's cache until its hashes are taken.
    private const int Page = 1_024;

    public async IAsyncEnumerable<IReadOnlyList<LedgerEntry>> PagesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, CommandTimeout = 0 }.ToString());
        await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var command = new NpgsqlCommand($"SELECT {EntryRow.Columns} FROM LedgerEntry ORDER BY Ledger, Sequence", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        for (var page = new List<LedgerEntry>(Page); ;)
        {
            var more = await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
            if (more)
            {
                page.Add(EntryRow.Read(reader));
            }

            if (page.Count == Page || (!more && page.Count > 0))
            {
                yield return page;
                page = new List<LedgerEntry>(Page);
            }

            if (!more)
            {
                yield break;
            }
        }
    }
}
