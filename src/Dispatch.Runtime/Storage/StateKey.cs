using System.Buffers.Binary;
using System.Buffers.Text;
using System.Text;
using Dispatch.Runtime.Placement;

namespace Dispatch.Runtime.Storage;

/// <summary>
/// The identity of a stored state as stock Orleans writes it: a key that reads as a hexadecimal integer or as a Guid (each with an
/// optional "+extension") is stored as numbers, any other as text. The grain type is no part of it, so a state name belongs to one type.
/// </summary>
internal readonly record struct StateKey(string StateName, string Key, int StateNameHash, int KeyHash, long N0, long N1, string? Extension)
{
    /// <summary>The longest state name and key that fit the columns.</summary>
    public const int LongestText = 512;

    // Half a surrogate pair is refused here: no database could store it, and it would spoil the whole batch.
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static StateKey Of(string stateName, GrainId grainId)
    {
        var key = grainId.Key.ToString()!;
        if (key.Length > LongestText || key.Contains('\0') || stateName.Length > LongestText || stateName.Contains('\0'))
        {
            throw new ArgumentException($"State '{stateName}' of {grainId}: a key in storage has at most {LongestText} characters and no NUL.");
        }

        var (n0, n1, extension, hashed) = Split(key);
        return new(stateName, key, Hash(Strict.GetBytes(stateName)), Hash(hashed), n0, n1, extension);
    }

    // Two spellings of the same number are one row, so the spelling does not count.
    public bool Equals(StateKey other)
        => KeyHash == other.KeyHash && N0 == other.N0 && N1 == other.N1
            && string.Equals(Extension, other.Extension, StringComparison.Ordinal)
            && string.Equals(StateName, other.StateName, StringComparison.Ordinal);

    public override int GetHashCode() => HashCode.Combine(KeyHash, StateNameHash);

    public override string ToString() => $"{StateName} of {Key}";

    private static (long N0, long N1, string? Extension, byte[] Hashed) Split(string key)
    {
        var utf8 = Strict.GetBytes(key);
        var (first, extension) = (utf8.Length > 32 && utf8[32] == '+') ? (utf8[..32], utf8[33..]) : (utf8, null);
        if (first.Length == 32 && Utf8Parser.TryParse(first, out Guid guid, out var read, 'N') && read == 32)
        {
            var octets = guid.ToByteArray();
            var (n0, n1) = (BinaryPrimitives.ReadInt64LittleEndian(octets), BinaryPrimitives.ReadInt64LittleEndian(octets.AsSpan(8)));
            return (n0, n1, Text(extension), Reversed(octets, extension));
        }

        var plus = Array.IndexOf(utf8, (byte)'+');
        (first, extension) = plus < 0 ? (utf8, null) : (utf8[..plus], utf8[(plus + 1)..]);
        if (Utf8Parser.TryParse(first, out long number, out read, 'X') && read == first.Length)
        {
            var octets = new byte[sizeof(long)];
            BinaryPrimitives.WriteInt64LittleEndian(octets, number);
            return (0, number, Text(extension), Reversed(octets, extension));
        }

        return (0, 0, key, Reversed(utf8, null));
    }

    private static string? Text(byte[]? extension) => extension is null ? null : Encoding.UTF8.GetString(extension);

    // Stock Orleans hashes the octets of a key back to front, those of a state name as they are.
    private static byte[] Reversed(byte[] octets, byte[]? extension)
    {
        byte[] all = extension is null ? [.. octets] : [.. octets, .. extension];
        Array.Reverse(all);
        return all;
    }

    private static int Hash(ReadOnlySpan<byte> octets) => unchecked((int)StableHash.InTables(octets));
}
