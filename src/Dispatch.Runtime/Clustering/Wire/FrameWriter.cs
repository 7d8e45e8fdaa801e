using System.Buffers;
using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;

namespace Dispatch.Runtime.Clustering.Wire;

/// <summary>Builds one frame after another in a buffer that grows and is used again.</summary>
[SuppressMessage("Design", "CA1001", Justification = "Its JSON writer holds nothing but memory, and lives as long as its thread.")]
internal sealed class FrameWriter : IBufferWriter<byte>
{
    private const int SmallestBuffer = 1024;
    private const int LargestKept = 1 << 20;

    [ThreadStatic]
    private static FrameWriter? ofThread;

    private byte[] _buffer = new byte[SmallestBuffer];
    private int _used;
    private Utf8JsonWriter? _json;

    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, _used);

    /// <summary>The writer of this thread, begun anew. Whoever has it finishes before anything else on the thread may ask.</summary>
    public static FrameWriter Begin(FrameKind kind)
    {
        var writer = ofThread ?? new();
        ofThread = null;
        if (writer._buffer.Length > LargestKept)
        {
            writer._buffer = new byte[SmallestBuffer];
        }

        writer._used = Frame.HeaderBytes;
        writer._buffer[Frame.HeaderBytes - 1] = (byte)kind;
        return writer;
    }

    /// <summary>The finished frame.</summary>
    /// <exception cref="LimitExceededException">It is larger than <paramref name="mostBytes"/>.</exception>
    public ReadOnlySpan<byte> End(int mostBytes)
    {
        var length = _used - (Frame.HeaderBytes - 1);
        if (length > mostBytes)
        {
            throw new LimitExceededException($"A message of {length} bytes is too large for the cluster's wire; {mostBytes} are allowed.");
        }

        BinaryPrimitives.WriteInt32LittleEndian(_buffer, length);
        return Written;
    }

    /// <summary>Gives the writer back to its thread.</summary>
    public void Release() => ofThread = this;

    public void Byte(byte value)
    {
        GetSpan(1)[0] = value;
        _used++;
    }

    /// <summary>Seven bits to the byte, lowest first.</summary>
    public void Number(ulong value)
    {
        var span = GetSpan(10);
        var count = 0;
        while (value >= 0x80)
        {
            span[count++] = (byte)(value | 0x80);
            value >>= 7;
        }

        span[count++] = (byte)value;
        _used += count;
    }

    public void Number(long value) => Number(unchecked((ulong)value));

    public void Bytes(ReadOnlySpan<byte> value)
    {
        Number((ulong)value.Length);
        value.CopyTo(GetSpan(value.Length));
        _used += value.Length;
    }

    public void Text(string value)
    {
        var count = Encoding.UTF8.GetByteCount(value);
        Number((ulong)count);
        _used += Encoding.UTF8.GetBytes(value, GetSpan(count));
    }

    public void Grain(GrainId id)
    {
        Text(id.Type.ToString());
        Text(id.Key.ToString());
    }

    /// <summary>A JSON writer onto the rest of the frame; flush it before writing anything else.</summary>
    public Utf8JsonWriter Json()
    {
        if (_json is null)
        {
            return _json = new(this, new() { SkipValidation = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        }

        _json.Reset(this);
        return _json;
    }

    public void Advance(int count) => _used += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Grow(sizeHint);
        return _buffer.AsMemory(_used);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Grow(sizeHint);
        return _buffer.AsSpan(_used);
    }

    private void Grow(int sizeHint)
    {
        var needed = _used + Math.Max(sizeHint, 1);
        if (needed > _buffer.Length)
        {
            Array.Resize(ref _buffer, (int)Math.Max(needed, Math.Min(_buffer.Length * 2L, Array.MaxLength)));
        }
    }
}
