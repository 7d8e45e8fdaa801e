using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Dispatch.Sealing.Keys;

/// <summary>A key that one process closes boxes with, and the same key sealed by the ring, which every box carries (AES-256-GCM).</summary>
/// <remarks>A box: form (1), length of the sealed key as two bytes big-endian, the sealed key, nonce (12), tag (16), words.</remarks>
internal sealed class RowKey(byte[] key, byte[] wrapped, DateTimeOffset since)
{
    public const int Length = 32;

    private const byte Form = 1;
    private const int WrappedAt = 3;
    private const int NonceLength = 12;
    private const int TagLength = 16;

    /// <summary>What the framework puts before all it seals: four bytes, then the key's id.</summary>
    private const int KeyIdAt = 4;
    private const int KeyIdLength = 16;

    // A cipher is not safe for several threads at once, and dear to make.
    [ThreadStatic]
    private static (RowKey? Of, AesGcm? Cipher) _used;

    private int _closed;

    public DateTimeOffset Since => since;

    /// <summary>How many boxes were closed with it.</summary>
    public int Closed => _closed;

    /// <summary>The key of the ring that seals this one.</summary>
    public Guid Id { get; } = IdOf(wrapped);

    /// <summary>The sealed key that a box carries.</summary>
    public static ReadOnlySpan<byte> WrappedIn(ReadOnlySpan<byte> box)
    {
        if (box.Length < WrappedAt || box[0] != Form || BinaryPrimitives.ReadUInt16BigEndian(box[1..]) is var length
            && box.Length < WrappedAt + length + NonceLength + TagLength)
        {
            throw Changed(null);
        }

        return box.Slice(WrappedAt, BinaryPrimitives.ReadUInt16BigEndian(box[1..]));
    }

    public static Guid IdOf(ReadOnlySpan<byte> wrapped) =>
        wrapped.Length < KeyIdAt + KeyIdLength ? throw Changed(null) : new Guid(wrapped.Slice(KeyIdAt, KeyIdLength));

    public byte[] Close(byte[] words)
    {
        Interlocked.Increment(ref _closed);
        var box = new byte[WrappedAt + wrapped.Length + NonceLength + TagLength + words.Length];
        box[0] = Form;
        BinaryPrimitives.WriteUInt16BigEndian(box.AsSpan(1), (ushort)wrapped.Length);
        wrapped.CopyTo(box, WrappedAt);
        var rest = box.AsSpan(WrappedAt + wrapped.Length);
        RandomNumberGenerator.Fill(rest[..NonceLength]);
        Cipher().Encrypt(rest[..NonceLength], words, rest[(NonceLength + TagLength)..], rest.Slice(NonceLength, TagLength));
        return box;
    }

    public byte[] Open(byte[] box)
    {
        var rest = box.AsSpan(WrappedAt + wrapped.Length);
        var words = new byte[rest.Length - NonceLength - TagLength];
        try
        {
            Cipher().Decrypt(rest[..NonceLength], rest[(NonceLength + TagLength)..], rest.Slice(NonceLength, TagLength), words);
            return words;
        }
        catch (CryptographicException fault)
        {
            throw Changed(fault);
        }
    }

    private static InvalidDataException Changed(Exception? fault) => new("The sealed members of a row were changed since they were sealed.", fault);

    private AesGcm Cipher()
    {
        if (!ReferenceEquals(_used.Of, this))
        {
            _used.Cipher?.Dispose();
            _used = (this, new AesGcm(key, TagLength));
        }

        return _used.Cipher!;
    }
}
