using System.Collections.Immutable;
using Dispatch.Contracts.Records;
using Dispatch.Records.Hosting;
using Dispatch.Records.Verifying;

namespace Dispatch.Simulation.Chaos.Truth;

/// <summary>The service record as the database holds it.</summary>
internal sealed class Chains(string database)
{
    private readonly IEntrySource _source = RecordsHosting.OpenRecord(database, "")!;

    public ImmutableArray<ImmutableArray<LedgerEntry>> All { get; private set; } = [];

    public async Task ReadAsync()
    {
        var entries = new List<LedgerEntry>();
        await foreach (var page in _source.PagesAsync(CancellationToken.None))
        {
            entries.AddRange(page);
        }

        All = [.. entries.GroupBy(entry => entry.Ledger, StringComparer.Ordinal).Select(chain => chain.ToImmutableArray())];
    }

    /// <summary>The first thing that does not verify; null: everything does.</summary>
    public async Task<string?> FaultAsync() =>
        (await LedgerVerifier.RunAsync(_source, [], CancellationToken.None)).Findings is [var first, ..] ? first.ToString() : null;
}
