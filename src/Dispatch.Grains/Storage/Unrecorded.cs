using System.Collections.Immutable;
using Dispatch.Contracts.Records;

namespace Dispatch.Grains.Storage;

/// <summary>What a row still has to tell the ledgers, and the last number it gave a draft.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.unrecorded-drafts")]
internal sealed record Unrecorded(long Last, ImmutableArray<NumberedDraft> Drafts)
{
    public static readonly Unrecorded None = new(0, []);

    /// <summary>With more drafts, each numbered by the microsecond of its moment, or one more than the last.</summary>
    /// <remarks>
    /// A counter would give a number again after the store was brought back from an older backup, and the ledger would take the new entry for
    /// the old one; the clock has moved on by then.
    /// </remarks>
    public Unrecorded Add(ImmutableArray<RecordDraft> drafts)
    {
        var (last, numbered) = (Last, ImmutableArray.CreateBuilder<NumberedDraft>(Drafts.Length + drafts.Length));
        numbered.AddRange(Drafts);
        foreach (var draft in drafts)
        {
            last = Math.Max(last + 1, (draft.At - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond);
            numbered.Add(new NumberedDraft(last, draft));
        }

        return new Unrecorded(last, numbered.DrainToImmutable());
    }

    /// <summary>Without those that are entries now.</summary>
    public Unrecorded Without(HashSet<long> recorded) =>
        recorded.Count == 0 || Drafts.IsEmpty ? this : this with { Drafts = Drafts.RemoveAll(each => recorded.Contains(each.Number)) };
}
