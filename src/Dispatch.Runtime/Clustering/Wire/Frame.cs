using System.Buffers;
using System.Buffers.Binary;

namespace Dispatch.Runtime.Clustering.Wire;

/// <summary>What a frame holds.</summary>
internal enum FrameKind : byte
{
    Hello = 1,
    Challenge,
    Proof,
    Welcome,
    Rejection,
    Request = 16,
    Answer,
    Fault,
    WrongSilo,
    Refusal,
    Probe,
    Echo,
    Changed,
    HandOver,
    HandedOver,
}

/// <summary>What came over the wire breaks the rules; the connection is closed.</summary>
internal sealed class WireException(string message) : Exception(message);

/// <summary>Frames on the wire: the length of the rest in four bytes, the kind in one, the content.</summary>
internal static class Frame
{
    public const int HeaderBytes = 5;

    private const int LengthBytes = 4;

    /// <summary>Takes the next whole frame off the buffer; false when the rest of it has not come yet.</summary>
    /// <exception cref="WireException">The frame is empty or larger than <paramref name="mostBytes"/>.</exception>
    public static bool TryTake(ref ReadOnlySequence<byte> buffer, int mostBytes, out FrameKind kind, out ReadOnlySequence<byte> content)
    {
        (kind, content) = (default, default);
        if (buffer.Length < LengthBytes)
        {
            return false;
        }

        Span<byte> header = stackalloc byte[LengthBytes];
        buffer.Slice(0, LengthBytes).CopyTo(header);
        var length = BinaryPrimitives.ReadInt32LittleEndian(header);
        if (length < 1 || length > mostBytes)
        {
            throw new WireException($"A frame of {length} bytes came; 1 to {mostBytes} are allowed.");
        }

        if (buffer.Length < LengthBytes + length)
        {
            return false;
        }

        var frame = buffer.Slice(LengthBytes, length);
        kind = (FrameKind)frame.FirstSpan[0];
        content = frame.Slice(1);
        buffer = buffer.Slice(frame.End);
        return true;
    }
}
