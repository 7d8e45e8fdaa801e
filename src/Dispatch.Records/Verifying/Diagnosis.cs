using Dispatch.Contracts.Records;
using Dispatch.Records.Chains;

namespace Dispatch.Records.Verifying;

/// <summary>Tells from an entry that does not fit, and its neighbours, what was done. An entry's hash vouches for the place it was written at.</summary>
internal static class Diagnosis
{
    public static Finding Of(IReadOnlyList<LedgerEntry> before, LedgerEntry bad, IReadOnlyList<LedgerEntry> after)
    {
        var (ledger, here) = (bad.Ledger, bad.Sequence);
        if (PlaceOf(bad) is not { } place)
        {
            return new Finding(ledger, here, FindingKind.Altered, "its content is not what its hash was taken over.");
        }

        if (place == here)
        {
            // It is whole and follows something else. If what comes next follows it, the odd one is the entry before.
            var follows = after.Count == 0 || after[0].PrevHash.AsSpan().SequenceEqual(bad.Hash.AsSpan());
            return follows && before.Count > 0
                ? new Finding(ledger, here - 1, FindingKind.Altered, $"entry {here} was written behind another entry {here - 1}.")
                : new Finding(ledger, here, FindingKind.Inserted, $"it does not follow entry {here - 1}, and entry {here + 1} does not follow it.");
        }

        if (place < here)
        {
            // All before it are whole and in their places, so its own was taken.
            return new Finding(ledger, place, FindingKind.Inserted, $"what was written as entry {place} stands at {here}: something was put in before it.");
        }

        return after.Any(entry => PlaceOf(entry) == here)
            ? new Finding(ledger, here, FindingKind.Reordered, $"what stands here was written as entry {place}.")
            : new Finding(ledger, here, FindingKind.Missing, $"what stands here was written as entry {place}: those from {here} to {place - 1} are gone.");
    }

    /// <summary>The sequence under which an entry was written; null when no near one gives its hash.</summary>
    private static long? PlaceOf(LedgerEntry entry)
    {
        var form = new CanonicalForm();
        for (var away = 0; away <= ChainCheck.Around; away++)
        {
            foreach (var place in away == 0 ? [entry.Sequence] : new[] { entry.Sequence + away, entry.Sequence - away })
            {
                if (place > 0 && form.Of(entry with { Sequence = place }).Hash().AsSpan().SequenceEqual(entry.Hash.AsSpan()))
                {
                    return place;
                }
            }
        }

        return null;
    }
}
