using Dispatch.Contracts.Records;

namespace Dispatch.Records.Insight;

/// <summary>The order of lists.</summary>
internal static class EntryOrder
{
    public static readonly IComparer<EntryPlace> Comparer = Comparer<EntryPlace>.Create(Compare);

    public static EntryPlace Of(LedgerEntry entry) => new(entry.At, entry.Ledger, entry.Sequence);

    /// <summary>Below 0: the first stands before the second.</summary>
    public static int Compare(EntryPlace one, EntryPlace other) =>
        one.At != other.At ? other.At.CompareTo(one.At)
        : string.CompareOrdinal(one.Ledger, other.Ledger) is var order and not 0 ? order
        : other.Sequence.CompareTo(one.Sequence);
}
