using System.Text;

namespace Dispatch.Runtime.Clustering.Wire;

/// <summary>Reads what <see cref="FrameWriter"/> wrote. Whatever the bytes are, it either reads them or throws a <see cref="WireException"/>.</summary>
internal ref struct FrameReader(ReadOnlySpan<byte> content)
{
    private ReadOnlySpan<byte> _rest = content;

    public readonly ReadOnlySpan<byte> Rest => _rest;

    public byte Byte() => Take(1)[0];

    public ulong Number()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = Byte();
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }

        throw new WireException("A number does not end.");
    }

    public long Signed() => unchecked((long)Number());

    /// <summary>How many items follow; each takes a byte at least, so there cannot be more than bytes.</summary>
    public int Count()
    {
        var count = Number();
        return count <= (ulong)_rest.Length ? (int)count : throw new WireException($"{count} items are announced, {_rest.Length} bytes are left.");
    }

    public ReadOnlySpan<byte> Bytes() => Take(Count());

    public string Text() => Encoding.UTF8.GetString(Bytes());

    public GrainId Grain() => GrainId.Create(GrainType.Create(Text()), IdSpan.Create(Text()));

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > _rest.Length)
        {
            throw new WireException("The frame ends too early.");
        }

        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }
}
