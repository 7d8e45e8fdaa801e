using System.Collections.Immutable;
using Dispatch.Contracts.Care;

namespace Dispatch.Domain.Levels;

/// <summary>Who is seen next: the graver level, then whom no counsellor has answered, then whoever waits longest. docs/care.md says why.</summary>
public sealed class TriageOrder : IComparer<TriageEntry>
{
    /// <summary>The one order.</summary>
    public static readonly TriageOrder ByUrgency = new();

    /// <summary>The queue, most urgent first.</summary>
    public static ImmutableArray<TriageEntry> Queue(IEnumerable<TriageEntry> entries) => [.. entries.Order(ByUrgency)];

    /// <inheritdoc/>
    public int Compare(TriageEntry? x, TriageEntry? y)
    {
        if (x is null || y is null)
        {
            return Comparer<bool>.Default.Compare(x is not null, y is not null);
        }

        var order = y.Level.CompareTo(x.Level);
        order = order != 0 ? order : y.Unanswered.CompareTo(x.Unanswered);
        order = order != 0 ? order : x.WaitingSince.CompareTo(y.WaitingSince);

        // Two that wait since the same moment stand in the same order on every screen.
        return order != 0 ? order : string.CompareOrdinal(x.Id, y.Id);
    }
}
