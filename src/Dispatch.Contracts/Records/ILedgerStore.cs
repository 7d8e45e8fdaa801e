using System.Collections.Immutable;

namespace Dispatch.Contracts.Records;

/// <summary>Where the chains lie. Append-only; safe for concurrent use.</summary>
public interface ILedgerStore
{
    /// <summary>The last entry of a chain; sequence 0 when there is none.</summary>
    Task<LedgerHead> HeadAsync(string ledger, CancellationToken cancellationToken);

    /// <summary>
    /// Chains the drafts behind <paramref name="expected"/> and appends them in one transaction; leaves out those whose commit id is in the
    /// record already. Answers the new head, the expected one when nothing was left to append.
    /// </summary>
    /// <param name="expected">The head that the caller knows.</param>
    /// <param name="drafts">In the order in which they are to stand.</param>
    /// <param name="now">The ledger's time; never lets the time of recording go back.</param>
    /// <param name="cancellationToken">Ends waiting.</param>
    /// <exception cref="LedgerConflictException">The chain has another head; nothing was written.</exception>
    Task<LedgerHead> AppendAsync(LedgerHead expected, ImmutableArray<CommittedDraft> drafts, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Which of these commit ids are in the record.</summary>
    Task<ImmutableArray<string>> FindAsync(ImmutableArray<string> commitIds, CancellationToken cancellationToken);

    /// <summary>At most <paramref name="most"/> entries of a chain from a sequence on.</summary>
    Task<ImmutableArray<LedgerEntry>> ReadAsync(string ledger, long from, int most, CancellationToken cancellationToken);

    /// <summary>
    /// Deletes the salt of a subject: nobody can any longer test what its digests vouch for, and the chains still verify. Idempotent.
    /// </summary>
    Task ForgetAsync(string subject, CancellationToken cancellationToken);
}

/// <summary>A draft with the id under which it is appended once: <c>kind/id/number</c>.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.committed-draft")]
public sealed record CommittedDraft(string CommitId, RecordDraft Draft);

/// <summary>The end of a chain.</summary>
/// <param name="Ledger">Whose chain.</param>
/// <param name="Sequence">Sequence of the last entry; 0: none.</param>
/// <param name="Hash">Its hash in lower-case hexadecimal; 64 zeros for none.</param>
/// <param name="RecordedAt">When it was appended.</param>
[GenerateSerializer, Immutable, Alias("dispatch.ledger-head")]
public sealed record LedgerHead(string Ledger, long Sequence, string Hash, DateTimeOffset RecordedAt)
{
    /// <summary>What the first entry of every chain follows.</summary>
    public const string NoHash = "0000000000000000000000000000000000000000000000000000000000000000";

    /// <summary>A chain without entries.</summary>
    public static LedgerHead Empty(string ledger) => new(ledger, 0, NoHash, DateTimeOffset.UnixEpoch);
}

/// <summary>One entry of a chain, as docs/records.md describes it.</summary>
/// <param name="Ledger">Whose chain.</param>
/// <param name="Sequence">From 1, without gaps.</param>
/// <param name="At">When it happened, by the source's clock; microseconds.</param>
/// <param name="RecordedAt">When it was appended, by the ledger's clock; never before the entry before.</param>
/// <param name="Actor">Who acted.</param>
/// <param name="Role">The actor's role as a code; null for the product itself.</param>
/// <param name="Action">What happened.</param>
/// <param name="Subject">To what.</param>
/// <param name="CommitId">The commit that caused it.</param>
/// <param name="Facets">What can be counted by.</param>
/// <param name="Digest">Salted digest of personal data; empty: none.</param>
/// <param name="PrevHash">Hash of the entry before; 32 zero bytes for the first.</param>
/// <param name="Hash">SHA-256 of the canonical form of all that stands above.</param>
[GenerateSerializer, Immutable, Alias("dispatch.ledger-entry")]
public sealed record LedgerEntry(
    string Ledger,
    long Sequence,
    DateTimeOffset At,
    DateTimeOffset RecordedAt,
    string Actor,
    string? Role,
    string Action,
    string Subject,
    string CommitId,
    Facets Facets,
    ImmutableArray<byte> Digest,
    ImmutableArray<byte> PrevHash,
    ImmutableArray<byte> Hash);

/// <summary>Somebody else appended to the chain, or it was bent: read its head again.</summary>
public sealed class LedgerConflictException(string message) : Exception(message);
