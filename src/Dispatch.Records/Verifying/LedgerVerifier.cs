using System.Collections.Concurrent;
using Dispatch.Contracts.Records;
using Dispatch.Records.Chains;

namespace Dispatch.Records.Verifying;

/// <summary>What was found in all chains.</summary>
/// <param name="Entries">How many entries were read.</param>
/// <param name="Heads">The last entry of each chain that is in order, hash left out.</param>
/// <param name="Findings">The first thing wrong with each chain that is not in order.</param>
public sealed record VerifyReport(long Entries, IReadOnlyList<LedgerHead> Heads, IReadOnlyList<Finding> Findings);

/// <summary>Reads all chains once, page by page; hashes are taken on all cores while the next page is read.</summary>
public static class LedgerVerifier
{
    private const int HashBytes = 32;

    /// <summary>Entries that one core hashes in a row.</summary>
    private const int AtOnce = 256;

    /// <param name="source">The chains.</param>
    /// <param name="marks">Entries that are known from elsewhere: roots of an export, heads that ledgers keep.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<VerifyReport> RunAsync(IEntrySource source, IEnumerable<LedgerHead> marks, CancellationToken cancellationToken)
    {
        var known = marks.Where(mark => mark.Sequence > 0)
            .GroupBy(mark => mark.Ledger, StringComparer.Ordinal)
            .ToDictionary(of => of.Key, MarksOf, StringComparer.Ordinal);
        var checks = new SortedDictionary<string, ChainCheck>(StringComparer.Ordinal);
        foreach (var ledger in known.Keys)
        {
            checks[ledger] = new ChainCheck(ledger, known[ledger]);
        }

        var entries = 0L;
        var last = Task.CompletedTask;
        await foreach (var page in source.PagesAsync(cancellationToken).ConfigureAwait(false))
        {
            entries += page.Count;
            await last.ConfigureAwait(false);
            last = Task.Run(() => See(page, checks, known), cancellationToken);
        }

        await last.ConfigureAwait(false);
        return new VerifyReport(
            entries, [.. checks.Values.Select(check => check.Head)], [.. checks.Values.Select(check => check.End()).OfType<Finding>()]);
    }

    private static void See(
        IReadOnlyList<LedgerEntry> page, SortedDictionary<string, ChainCheck> checks, Dictionary<string, IReadOnlyDictionary<long, string>> known)
    {
        var hashes = new byte[page.Count * HashBytes];
        Parallel.ForEach(
            Partitioner.Create(0, page.Count, AtOnce),
            static () => new CanonicalForm(),
            (range, _, form) =>
            {
                for (var place = range.Item1; place < range.Item2; place++)
                {
                    form.Of(page[place]).Hash(hashes.AsSpan(place * HashBytes, HashBytes));
                }

                return form;
            },
            static _ => { });
        for (var place = 0; place < page.Count; place++)
        {
            var ledger = page[place].Ledger;
            if (!checks.TryGetValue(ledger, out var check))
            {
                checks[ledger] = check = new ChainCheck(ledger, known.GetValueOrDefault(ledger) ?? NoMarks);
            }

            check.See(page[place], hashes.AsSpan(place * HashBytes, HashBytes));
        }
    }

    private static readonly IReadOnlyDictionary<long, string> NoMarks = new Dictionary<long, string>();

    // Two marks of one entry that differ cannot both be right: then whatever stands there is wrong.
    private static IReadOnlyDictionary<long, string> MarksOf(IEnumerable<LedgerHead> marks) => marks
        .GroupBy(mark => mark.Sequence)
        .ToDictionary(at => at.Key, at => at.Select(mark => mark.Hash).Distinct().Count() == 1 ? at.First().Hash : "");
}
