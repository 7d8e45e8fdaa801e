using System.Security.Cryptography;
using System.Text;
using Dispatch.Sealing.Keys;
using Dispatch.Web.Hosting;
using Microsoft.Extensions.Options;

namespace Dispatch.Web.Demo;

/// <summary>The one password of all demonstration accounts.</summary>
/// <remarks>
/// Their stored hash is a mere mark, so that a hundred thousand of them cost no hashing and a new password needs no write. Where the
/// demonstration is switched off the mark fits nothing. A random password is kept in the data directory and so survives restarts; the processes
/// of a cluster have no such directory, and derive the same one from the secret that they share.
/// </remarks>
internal sealed class DemoPassword
{
    /// <summary>The mark in place of a hash.</summary>
    public const string SharedHash = "demo:shared";

    private const string Letters = "abcdefghjkmnpqrstuvwxyz23456789";
    private const int Length = 12;
    private readonly byte[]? _digest;

    public DemoPassword(IOptions<DispatchOptions> options, ServerSecret secret)
    {
        var settings = options.Value;
        if (settings.Demo.Enabled)
        {
            IsRandom = settings.Demo.Password is null;
            Text = settings.Demo.Password
                ?? (settings.IsCluster ? Spell(secret.Derive("demo-password", "")) : null)
                ?? PrivateFile.ReadOrCreate(Path.Combine(settings.DataPath, "demo-password"), () => RandomNumberGenerator.GetString(Letters, Length));
            _digest = SHA256.HashData(Encoding.UTF8.GetBytes(Text));
        }
    }

    /// <summary>The password; null when the demonstration is switched off.</summary>
    public string? Text { get; }

    public bool IsRandom { get; }

    private static string Spell(byte[] bytes) => string.Concat(bytes.Take(Length).Select(it => Letters[it % Letters.Length]));

    public bool Fits(string given) =>
        _digest is not null && CryptographicOperations.FixedTimeEquals(_digest, SHA256.HashData(Encoding.UTF8.GetBytes(given)));
}
