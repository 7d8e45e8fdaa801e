using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Dispatch.Web.Accounts;

/// <summary>Random values that are told once, and the digests that are kept in their place.</summary>
internal static class Secrets
{
    private const int TokenBytes = 32;
    private const int DigestLetters = 64;

    /// <summary>256 random bits, base 64 URL.</summary>
    public static string Token() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(TokenBytes));

    /// <summary>SHA-256 as lower-case hexadecimal. Only for values of so many random bits that nobody guesses them from it.</summary>
    public static string Digest(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    /// <summary>Whether a text can be a digest.</summary>
    public static bool IsDigest(string text) => text.Length == DigestLetters && text.All(char.IsAsciiHexDigitLower);
}
