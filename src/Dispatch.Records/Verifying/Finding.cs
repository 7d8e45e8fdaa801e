namespace Dispatch.Records.Verifying;

/// <summary>What is wrong with a chain, at its first bad entry.</summary>
/// <param name="Ledger">Whose chain.</param>
/// <param name="Sequence">The first entry that is wrong, or that is not there.</param>
/// <param name="Kind">What was done to it.</param>
/// <param name="Detail">The same in words.</param>
public sealed record Finding(string Ledger, long Sequence, FindingKind Kind, string Detail)
{
    /// <inheritdoc/>
    public override string ToString() => $"ledger {Ledger}, entry {Sequence}: {Kind.ToString().ToLowerInvariant()}: {Detail}";
}

/// <summary>What can be done to a chain.</summary>
public enum FindingKind
{
    /// <summary>An entry holds something else than it did.</summary>
    Altered,

    /// <summary>An entry is gone.</summary>
    Missing,

    /// <summary>An entry stands in another's place.</summary>
    Reordered,

    /// <summary>An entry was put in.</summary>
    Inserted,

    /// <summary>The end of the chain is gone.</summary>
    Truncated,

    /// <summary>The chain fits together, and is not the one that was exported, or that the ledger wrote.</summary>
    Recomputed,
}
