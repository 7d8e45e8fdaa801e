using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace Dispatch.Web.Hosting;

/// <summary>The server's secret: case codes and request ids are derived from it, so losing it makes every code worthless.</summary>
internal sealed class ServerSecret(IOptions<DispatchOptions> options)
{
    private readonly byte[] _secret = options.Value.Secret is { } given && TryDecode(given, out var decoded)
        ? decoded
        : ReadOrCreate(Path.Combine(options.Value.DataPath, "server-secret"));

    /// <summary>A keyed hash of a text; the purpose keeps one use apart from another.</summary>
    public byte[] Derive(string purpose, string text) => HMACSHA256.HashData(_secret, Encoding.UTF8.GetBytes($"{purpose}\0{text}"));

    public static bool TryDecode(string text, [NotNullWhen(true)] out byte[]? secret)
    {
        var buffer = new byte[text.Length];
        secret = Convert.TryFromBase64String(text, buffer, out var length) && length >= 32 ? buffer[..length] : null;
        return secret is not null;
    }

    private static byte[] ReadOrCreate(string path)
    {
        var text = PrivateFile.ReadOrCreate(path, () => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
        return TryDecode(text, out var secret)
            ? secret
            : throw new InvalidDataException($"'{path}' holds no base 64 of 32 bytes. Restore it from a backup: without it no case code is recognised.");
    }
}
