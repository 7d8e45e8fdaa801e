using System.Collections.Immutable;
using Dispatch.Contracts.Records;

namespace Dispatch.Records.Insight;

/// <summary>Counts and lists of the record's entries. Reads only, bounded in time and size, and never asks an actor.</summary>
public interface IInsight
{
    /// <summary>Counts the entries of a condition by at most two facets.</summary>
    /// <exception cref="TooWideException">There are more cells than are told.</exception>
    Task<Tally> CountAsync(InsightQuery query, CancellationToken cancellationToken);

    /// <summary>The entries of a condition, newest first.</summary>
    /// <param name="where">The same condition that is counted by.</param>
    /// <param name="after">The last entry of the page before; null: the first page.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="cancellationToken">Ends waiting.</param>
    Task<ImmutableArray<LedgerEntry>> ListAsync(InsightWhere where, EntryPlace? after, int most, CancellationToken cancellationToken);
}

/// <summary>A part of one ledger: from a moment to before another, during which the station's clock keeps one offset from UTC.</summary>
public sealed record LedgerWindow(string Ledger, DateTimeOffset From, DateTimeOffset Until, TimeSpan Offset);

/// <summary>Values of one facet, any of which will do; null among them: not stated.</summary>
public sealed record FacetFilter(Facet Facet, ImmutableArray<string?> Values);

/// <summary>Which entries: one condition for counts and lists alike, so that they reconcile.</summary>
/// <param name="Windows">Ledgers and times, disjoint.</param>
/// <param name="Actions">What happened: any of these.</param>
/// <param name="Filters">All of these hold.</param>
/// <param name="WithAmount">Only entries that bear a number.</param>
public sealed record InsightWhere(
    ImmutableArray<LedgerWindow> Windows, ImmutableArray<string> Actions, ImmutableArray<FacetFilter> Filters, bool WithAmount = false);

/// <summary>What is made of the entries of a cell.</summary>
public enum Reading
{
    /// <summary>How many they are.</summary>
    Count,

    /// <summary>The sum of their amounts.</summary>
    Sum,

    /// <summary>The middle one of their amounts; of an even number the lower of the two.</summary>
    Median,
}

/// <summary>A count by no, one or two facets.</summary>
public sealed record InsightQuery(InsightWhere Where, ImmutableArray<Facet> Groups, Reading Reading = Reading.Count);

/// <summary>One cell of a table.</summary>
/// <param name="Keys">Its value of each facet counted by; null: not stated.</param>
/// <param name="Count">How many entries stand behind it.</param>
/// <param name="Value">What is read of them.</param>
public sealed record TallyCell(ImmutableArray<string?> Keys, long Count, long Value);

/// <summary>Cells that hold an entry, in the order of their keys, and what is read of all entries together.</summary>
public sealed record Tally(ImmutableArray<TallyCell> Cells, TallyCell Total);

/// <summary>Where an entry stands in a list: newest first, then by ledger, then the later one of a ledger.</summary>
public sealed record EntryPlace(DateTimeOffset At, string Ledger, long Sequence);

/// <summary>The table would have more cells than are told: ask for a shorter time or for larger groups.</summary>
public sealed class TooWideException() : Exception($"A table has at most {MostCells} cells.")
{
    /// <summary>Most cells of a table.</summary>
    public const int MostCells = 5_000;
}
