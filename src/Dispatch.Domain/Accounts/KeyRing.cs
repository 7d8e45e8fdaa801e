using System.Collections.Immutable;

namespace Dispatch.Domain.Accounts;

/// <summary>Sealed keys, oldest first.</summary>
public sealed record KeyRing(ImmutableArray<string> Keys)
{
    /// <summary>Keys last for months, so a ring that is full is a fault and no need.</summary>
    private const int MostKeys = 1_000;

    private const int LongestKey = 16_384;

    public static readonly KeyRing None = new([]);

    /// <summary>The ring with one more key; null when it is not the one that the key's maker has read, or the key cannot be one.</summary>
    public KeyRing? Add(string key, int known) =>
        known == Keys.Length && known < MostKeys && key.Length is > 0 and <= LongestKey ? new KeyRing(Keys.Add(key)) : null;
}
