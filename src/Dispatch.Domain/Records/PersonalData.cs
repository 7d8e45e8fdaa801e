using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Dispatch.Domain.Records;

/// <summary>
/// The unsalted digest of personal data that a draft carries to its ledger, which salts it. Each part is preceded by its length, so that no two
/// lists of parts digest alike; a part that is missing differs from an empty one.
/// </summary>
public static class PersonalData
{
    /// <summary>SHA-256 in lower-case hexadecimal; null when there is nothing to vouch for.</summary>
    public static string? Digest(params ReadOnlySpan<string?> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[sizeof(int)];
        var some = false;
        foreach (var part in parts)
        {
            some |= part is not null;
            var bytes = part is null ? [] : Encoding.UTF8.GetBytes(part);
            BinaryPrimitives.WriteInt32BigEndian(length, part is null ? -1 : bytes.Length);
            hash.AppendData(length);
            hash.AppendData(bytes);
        }

        return some ? Convert.ToHexStringLower(hash.GetHashAndReset()) : null;
    }
}
