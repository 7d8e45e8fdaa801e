using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Dispatch.Sealing.Keys;

/// <summary>The server's secret: given by a setting, else kept in a file of the data directory.</summary>
public static class SecretFile
{
    private const int Bytes = 32;

    /// <summary>The secret, made at the first start.</summary>
    public static byte[] ReadOrCreate(string? given, string dataPath)
    {
        if (given is not null && TryDecode(given, out var decoded))
        {
            return decoded;
        }

        var path = Place(dataPath);
        var text = PrivateFile.ReadOrCreate(path, () => Convert.ToBase64String(RandomNumberGenerator.GetBytes(Bytes)));
        return TryDecode(text, out var secret)
            ? secret
            : throw new InvalidDataException($"'{path}' holds no base 64 of 32 bytes. Restore it from a backup: without it no case code is recognised.");
    }

    /// <summary>Whether there is a secret, given or kept.</summary>
    public static bool Exists(string? given, string dataPath) => given is not null || File.Exists(Place(dataPath));

    /// <summary>Reads base 64 of at least 32 bytes.</summary>
    public static bool TryDecode(string text, [NotNullWhen(true)] out byte[]? secret)
    {
        var buffer = new byte[text.Length];
        secret = Convert.TryFromBase64String(text, buffer, out var length) && length >= Bytes ? buffer[..length] : null;
        return secret is not null;
    }

    /// <summary>A keyed hash of a text; the purpose keeps one use apart from another.</summary>
    public static byte[] Derive(byte[] secret, string purpose, string text) => HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes($"{purpose}\0{text}"));

    private static string Place(string dataPath) => Path.Combine(dataPath, "server-secret");
}
