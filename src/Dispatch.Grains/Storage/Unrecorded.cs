using System.Collections.Immutable;
using Dispatch.Contracts;
using Dispatch.Contracts.Records;
using Dispatch.Domain.Records;

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
            // What erases is never left out: without it the ledger would keep the subject's salt for good. A subject is erased once, so the row stays bounded.
            var isKept = numbered.Count < RecordLimits.Carried - 1 || RecordActions.Erases(draft.Action);
            numbered.Add(new NumberedDraft(last, isKept ? draft : Gap(numbered, draft)));
        }

        return new Unrecorded(last, numbered.DrainToImmutable());
    }

    /// <summary>The row is full: takes the gap of the draft's ledger and subject off it, if there is one, and answers one that counts the draft as well.</summary>
    /// <remarks>
    /// It gets a number of its own, so that one which the ledger has taken already does not hide what went missing after it: rather too many are said
    /// to be missing than too few.
    /// </remarks>
    private static RecordDraft Gap(ImmutableArray<NumberedDraft>.Builder numbered, RecordDraft draft)
    {
        var before = 0L;
        for (var place = numbered.Count - 1; place >= 0 && before == 0; place--)
        {
            if (numbered[place].Draft is { Action: RecordActions.RecordGap, Facets.Amount: { } counted } gap && gap.Ledger == draft.Ledger && gap.Subject == draft.Subject)
            {
                before = counted;
                numbered.RemoveAt(place);
            }
        }

        return new RecordDraft(draft.Ledger, draft.At, Actor.System.Account, null, RecordActions.RecordGap, draft.Subject, new Facets(Amount: before + 1));
    }

    /// <summary>Without those that are entries now.</summary>
    public Unrecorded Without(HashSet<long> recorded) =>
        recorded.Count == 0 || Drafts.IsEmpty ? this : this with { Drafts = Drafts.RemoveAll(each => recorded.Contains(each.Number)) };
}
