namespace Dispatch.Contracts.Privacy;

/// <summary>Seals what a row holds of persons, and opens it. Safe for any thread.</summary>
public interface IRowSeal
{
    /// <summary>The key that new seals are made with.</summary>
    Guid Current { get; }

    /// <summary>Seals: nobody without the key can read it, or change it unnoticed.</summary>
    byte[] Seal(byte[] words);

    /// <summary>Opens what was sealed with any key of the ring.</summary>
    /// <exception cref="InvalidDataException">It was sealed with a key that the ring does not hold, or was changed since.</exception>
    byte[] Open(byte[] box);

    /// <summary>The key that something was sealed with.</summary>
    Guid KeyOf(ReadOnlySpan<byte> box);
}
