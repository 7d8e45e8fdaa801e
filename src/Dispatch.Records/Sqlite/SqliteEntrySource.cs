using System.Runtime.CompilerServices;
using Dispatch.Contracts.Records;
using Dispatch.Records.Chains;
using Dispatch.Records.Verifying;

namespace Dispatch.Records.Sqlite;

/// <summary>All chains of a SQLite file, by one statement and so as of one moment.</summary>
internal sealed class SqliteEntrySource(string file) : IEntrySource
{
    // Small enough to stay in a core's cache until its hashes are taken.
    private const int Page = 1_024;

    public async IAsyncEnumerable<IReadOnlyList<LedgerEntry>> PagesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var connection = SqliteFiles.OpenForReads(file);
        using var reader = new EntryReader(connection);
        while (reader.Next(Page) is { Count: > 0 } page)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return page;
        }
    }
}
