using Dispatch.Contracts.Records;

namespace Dispatch.Records.Verifying;

/// <summary>Something that holds whole chains: a table, an export, memory.</summary>
public interface IEntrySource
{
    /// <summary>All entries in pages, by ledger in ordinal order and then by sequence, as one moment saw them.</summary>
    IAsyncEnumerable<IReadOnlyList<LedgerEntry>> PagesAsync(CancellationToken cancellationToken);
}
