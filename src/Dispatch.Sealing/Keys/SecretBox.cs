using System.Security.Cryptography;
using System.Text;

namespace Dispatch.Sealing.Keys;

/// <summary>Seals a few words with a key of 32 bytes (AES-256-GCM), as base 64 of nonce, tag and words.</summary>
public sealed class SecretBox(byte[] key)
{
    private const int NonceLength = 12;
    private const int TagLength = 16;

    public string Seal(string words)
    {
        var plain = Encoding.UTF8.GetBytes(words);
        var box = new byte[NonceLength + TagLength + plain.Length];
        var (nonce, tag, rest) = Parts(box);
        RandomNumberGenerator.Fill(nonce.Span);
        using var cipher = new AesGcm(key, TagLength);
        cipher.Encrypt(nonce.Span, plain, rest.Span, tag.Span);
        return Convert.ToBase64String(box);
    }

    /// <exception cref="CryptographicException">It was sealed with another key, or changed since.</exception>
    public string Open(string text)
    {
        var (nonce, tag, rest) = Parts(Convert.FromBase64String(text));
        var plain = new byte[rest.Length];
        using var cipher = new AesGcm(key, TagLength);
        cipher.Decrypt(nonce.Span, rest.Span, tag.Span, plain);
        return Encoding.UTF8.GetString(plain);
    }

    private static (Memory<byte> Nonce, Memory<byte> Tag, Memory<byte> Words) Parts(byte[] box) =>
        (box.AsMemory(0, NonceLength), box.AsMemory(NonceLength, TagLength), box.AsMemory(NonceLength + TagLength));
}
