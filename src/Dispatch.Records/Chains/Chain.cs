using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Dispatch.Contracts.Records;

namespace Dispatch.Records.Chains;

/// <summary>Makes entries of drafts: each holds the hash of the one before and its own. Pure but for the salts, which are given.</summary>
internal static class Chain
{
    public const int SaltBytes = 32;
    private const int LongestText = 256;

    /// <summary>The entries that follow a head.</summary>
    /// <param name="head">What they follow.</param>
    /// <param name="drafts">In their order.</param>
    /// <param name="saltOf">The salt of a subject; asked for drafts with personal data only.</param>
    /// <param name="now">The time of recording, unless the head's is later.</param>
    public static List<LedgerEntry> Link(LedgerHead head, IReadOnlyList<CommittedDraft> drafts, Func<string, byte[]> saltOf, DateTimeOffset now)
    {
        var form = new CanonicalForm();
        var entries = new List<LedgerEntry>(drafts.Count);
        var (sequence, previous) = (head.Sequence, ImmutableCollectionsMarshal.AsImmutableArray(Convert.FromHexString(head.Hash)));
        var recorded = Micros.At(Math.Max(Micros.Of(head.RecordedAt), Micros.Of(now)));
        foreach (var draft in drafts)
        {
            var entry = Entry(head.Ledger, ++sequence, draft, recorded, saltOf) with { PrevHash = previous };
            previous = ImmutableCollectionsMarshal.AsImmutableArray(form.Of(entry).Hash());
            entries.Add(entry with { Hash = previous });
        }

        return entries;
    }

    /// <summary>The head after an entry.</summary>
    public static LedgerHead Head(LedgerEntry last) =>
        new(last.Ledger, last.Sequence, Convert.ToHexStringLower(last.Hash.AsSpan()), last.RecordedAt);

    /// <summary>The subject as its entry will have it, under which its salt is kept.</summary>
    public static string SubjectOf(RecordDraft draft) => Plain(draft.Subject)!;

    private static LedgerEntry Entry(string ledger, long sequence, CommittedDraft committed, DateTimeOffset recorded, Func<string, byte[]> saltOf)
    {
        var (id, draft) = committed;
        var subject = SubjectOf(draft);
        return new LedgerEntry(
            ledger,
            sequence,
            Micros.At(Micros.Of(draft.At)),
            recorded,
            Plain(draft.Actor)!,
            draft.Role is { } role ? Code(role.ToString()) : null,
            Plain(draft.Action)!,
            subject,
            id,
            Plain(draft.Facets),
            draft.Personal is { } personal ? Salted(saltOf(subject), personal) : [],
            PrevHash: [],
            Hash: []);
    }

    /// <summary>SHA-256 of the salt and the digest as its 64 hexadecimal letters: without the salt nobody can try out what it might vouch for.</summary>
    private static ImmutableArray<byte> Salted(byte[] salt, string personal) =>
        ImmutableCollectionsMarshal.AsImmutableArray(SHA256.HashData([.. salt, .. Encoding.UTF8.GetBytes(personal)]));

    private static Facets Plain(Facets facets) => new(
        Plain(facets.Community),
        Plain(facets.Service),
        Plain(facets.Level),
        Plain(facets.Responder),
        Plain(facets.AgeBand),
        Plain(facets.Channel),
        Plain(facets.Reason),
        Plain(facets.With),
        Plain(facets.Item),
        facets.Amount);

    /// <summary>
    /// Text that every database takes, and gives back as it was: a draft that a store refuses would hold up its whole chain for ever.
    /// </summary>
    private static string? Plain(string? text)
    {
        if (text is null)
        {
            return null;
        }

        var whole = text.Length <= LongestText ? text : text[..LongestText];
        if (whole.Contains('\0'))
        {
            whole = whole.Replace('\0', '\uFFFD');
        }

        // Half a surrogate pair becomes the replacement character here, not in one database and not in the other.
        return Ascii.IsValid(whole) ? whole : Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(whole));
    }

    private static string Code(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
