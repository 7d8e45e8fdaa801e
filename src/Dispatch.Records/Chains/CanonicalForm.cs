using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Dispatch.Contracts.Records;

namespace Dispatch.Records.Chains;

/// <summary>
/// The bytes over which an entry's hash is taken; docs/records.md describes them one by one. Every text is preceded by its length, so that no two
/// entries have the same bytes.
/// </summary>
internal sealed class CanonicalForm
{
    private const int Missing = -1;

    private byte[] _bytes = new byte[1_024];
    private int _length;

    /// <summary>What was written since <see cref="Begin"/>.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _length);

    /// <summary>SHA-256 of what was written.</summary>
    public byte[] Hash() => SHA256.HashData(Bytes);

    /// <summary>The same, into 32 bytes of the caller's.</summary>
    public void Hash(Span<byte> into) => SHA256.HashData(Bytes, into);

    /// <summary>The whole form of an entry, its own hash not included.</summary>
    public CanonicalForm Of(LedgerEntry entry)
    {
        Begin();
        Write(entry.Ledger);
        Write(entry.Sequence);
        Write(Micros.Of(entry.At));
        Write(Micros.Of(entry.RecordedAt));
        Write(entry.Actor);
        Write(entry.Role);
        Write(entry.Action);
        Write(entry.Subject);
        Write(entry.CommitId);
        var facets = entry.Facets;
        Write(facets.Community);
        Write(facets.Service);
        Write(facets.Level);
        Write(facets.Responder);
        Write(facets.AgeBand);
        Write(facets.Channel);
        Write(facets.Reason);
        Write(facets.With);
        Write(facets.Item);
        WriteAmount(facets.Amount);
        WriteBytes(entry.Digest.AsSpan());
        Append(entry.PrevHash.AsSpan());
        return this;
    }

    /// <summary>Starts anew with the four letters that name this form.</summary>
    public void Begin()
    {
        _length = 0;
        Append("CCL1"u8);
    }

    public void Write(long number) => BinaryPrimitives.WriteInt64BigEndian(Take(sizeof(long)), number);

    public void Write(string? text)
    {
        if (text is null)
        {
            WriteLength(Missing);
            return;
        }

        var place = _length;
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        var written = Encoding.UTF8.GetBytes(text, Take(sizeof(int) + most)[sizeof(int)..]);
        BinaryPrimitives.WriteInt32BigEndian(_bytes.AsSpan(place), written);
        _length = place + sizeof(int) + written;
    }

    /// <summary>Text that is UTF-8 already; empty and <paramref name="missing"/>: none.</summary>
    public void WriteUtf8(ReadOnlySpan<byte> text, bool missing)
    {
        WriteLength(missing ? Missing : text.Length);
        Append(text);
    }

    /// <summary>Bytes with their length; none of them: missing.</summary>
    public void WriteBytes(ReadOnlySpan<byte> bytes) => WriteUtf8(bytes, bytes.IsEmpty);

    public void WriteAmount(long? amount)
    {
        Take(1)[0] = amount is null ? (byte)0 : (byte)1;
        if (amount is { } number)
        {
            Write(number);
        }
    }

    public void Append(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Take(bytes.Length));

    private void WriteLength(int length) => BinaryPrimitives.WriteInt32BigEndian(Take(sizeof(int)), length);

    private Span<byte> Take(int count)
    {
        if (_length + count > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + count));
        }

        var taken = _bytes.AsSpan(_length, count);
        _length += count;
        return taken;
    }
}
