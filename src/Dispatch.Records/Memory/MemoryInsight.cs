using System.Collections.Immutable;
using Dispatch.Contracts.Records;
using Dispatch.Records.Chains;
using Dispatch.Records.Insight;

namespace Dispatch.Records.Memory;

/// <summary>Counts and lists of chains in memory, entry by entry as the definitions say: what the databases are compared with.</summary>
public sealed class MemoryInsight(MemoryLedgerStore store) : IInsight
{
    /// <inheritdoc/>
    public Task<Tally> CountAsync(InsightQuery query, CancellationToken cancellationToken)
    {
        var fold = new TallyFold(query);
        foreach (var (entry, window) in Find(query.Where))
        {
            var amount = entry.Facets.Amount ?? 0;
            fold.Add(
                Key(query, 0, entry, window), Key(query, 1, entry, window), 1, amount, query.Reading == Reading.Median ? [new KeyValuePair<long, long>(amount, 1)] : null);
        }

        return Task.FromResult(fold.Result());
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<LedgerEntry>> ListAsync(InsightWhere where, EntryPlace? after, int most, CancellationToken cancellationToken) =>
        Task.FromResult(Find(where).Select(found => found.Entry).Where(entry => after is null || EntryOrder.Compare(EntryOrder.Of(entry), after) > 0)
            .OrderBy(EntryOrder.Of, EntryOrder.Comparer).Take(most).ToImmutableArray());

    private static string? Key(InsightQuery query, int place, LedgerEntry entry, LedgerWindow window) =>
        place >= query.Groups.Length ? null
        : query.Groups[place] is var facet && facet.IsTime()
            ? LocalTime.Label(facet, LocalTime.Unit(facet, Micros.Of(entry.At), (long)window.Offset.TotalMicroseconds))
            : facet.Of(entry);

    private IEnumerable<(LedgerEntry Entry, LedgerWindow Window)> Find(InsightWhere condition) =>
        from entry in store.Chains.SelectMany(chain => chain)
        from window in condition.Windows
        where entry.Ledger == window.Ledger && entry.At >= window.From && entry.At < window.Until && Fits(condition, entry)
        select (entry, window);

    private static bool Fits(InsightWhere condition, LedgerEntry entry) =>
        condition.Actions.Contains(entry.Action)
        && condition.Filters.All(filter => filter.Values.Contains(filter.Facet.Of(entry)))
        && (!condition.WithAmount || entry.Facets.Amount is not null);
}
