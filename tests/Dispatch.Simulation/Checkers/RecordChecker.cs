using System.Collections.Immutable;
using Dispatch.Contracts.Records;
using Dispatch.Simulation.History;

namespace Dispatch.Simulation.Checkers;

/// <summary>
/// I8: once nothing moves, the chains hold every draft that was ever committed, each once, in unbroken sequence, and tell every request as it is.
/// </summary>
internal sealed class RecordChecker : Checker
{
    private readonly SortedSet<string> _committed = new(StringComparer.Ordinal);

    protected override string Promise => "I8";

    /// <summary>What a commit says that it causes.</summary>
    public void Committed(string source, ImmutableArray<NumberedDraft> drafts) =>
        _committed.UnionWith(drafts.Select(draft => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{source}/{draft.Number}")));

    /// <summary>How many drafts were committed that these chains do not hold.</summary>
    public int Missing(ImmutableArray<ImmutableArray<LedgerEntry>> chains) =>
        _committed.Except(chains.SelectMany(chain => chain).Select(entry => entry.CommitId)).Count();

    public void Read(DateTimeOffset at, ImmutableArray<ImmutableArray<LedgerEntry>> chains, string? broken, Truth truth)
    {
        Holds(broken is null, at, () => $"The record does not verify: {broken}");
        var entries = chains.SelectMany(chain => chain).Where(entry => !entry.CommitId.StartsWith("ledger/", StringComparison.Ordinal)).ToList();
        var held = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            Holds(held.Add(entry.CommitId), at, () => $"{entry.CommitId} {entry.Action} is held twice.");
        }

        Holds(_committed.IsSubsetOf(held), at, () => $"Committed and not in the record: {string.Join(' ', _committed.Except(held).Take(5))}.");
        Holds(held.IsSubsetOf(_committed), at, () => $"In the record and never committed: {string.Join(' ', held.Except(_committed).Take(5))}.");
        var folds = new Dictionary<string, RecordFold>(StringComparer.Ordinal);
        foreach (var entry in entries.Where(entry => entry.Subject.StartsWith("request/", StringComparison.Ordinal)))
        {
            (folds.TryGetValue(entry.Subject, out var fold) ? fold : folds[entry.Subject] = new RecordFold()).Take(entry.Action, entry.Facets);
        }

        foreach (var request in truth.Requests.Values)
        {
            var differs = folds.TryGetValue("request/" + request.Id, out var fold) ? fold.Differs(request) : $"{request.Id} has no entries";
            Holds(differs is null, at, () => differs! + ".");
        }
    }
}
