using System.Buffers;
using System.Buffers.Binary;
using Dispatch.Runtime.Clustering.Wire;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;

namespace Dispatch.Runtime.Tests.Wire;

/// <summary>Frames come whole however the bytes are cut; what is no frame ends the connection and nothing else.</summary>
public sealed class FrameTests
{
    private const int Most = 4096;

    [Fact]
    public void Frames_BytesCutAnywhere_ComeWholeAndInOrder() => Prop.ForAll<byte[][], int>((contents, seed) =>
    {
        var sent = contents.Where(content => content is not null).ToList();
        var bytes = sent.SelectMany(Encode).ToArray();
        Decode(Cut(bytes, new System.Random(seed))).ShouldBe(sent);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Frames_Garbage_EitherFramesOrAWireException() => Prop.ForAll<byte[], int>((bytes, seed) =>
    {
        try
        {
            Decode(Cut(bytes ?? [], new System.Random(seed)));
        }
        catch (WireException)
        {
        }
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(Most + 1)]
    [InlineData(int.MaxValue)]
    [InlineData(int.MinValue)]
    public void Frame_LengthOutOfBounds_IsRefusedBeforeAnythingIsKept(int length)
    {
        var header = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(header, length);
        var buffer = new ReadOnlySequence<byte>(header);
        Should.Throw<WireException>(() => Frame.TryTake(ref buffer, Most, out _, out _));
    }

    [Fact]
    public void Writer_FrameTooLarge_RefusesToSendIt()
    {
        var frame = FrameWriter.Begin(FrameKind.Request);
        frame.Bytes(new byte[Most]);
        Should.Throw<LimitExceededException>(() => { frame.End(Most); });
    }

    [Fact]
    public void Reader_WhatTheWriterWrote_IsTheSame() => Prop.ForAll<long, NonNull<string>, byte[]>((number, text, bytes) =>
    {
        var frame = FrameWriter.Begin(FrameKind.Request);
        frame.Number(number);
        frame.Text(text.Get);
        frame.Bytes(bytes ?? []);
        var reader = new FrameReader(frame.End(1 << 20)[Frame.HeaderBytes..]);
        reader.Signed().ShouldBe(number);
        reader.Text().ShouldBe(System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text.Get)));
        reader.Bytes().ToArray().ShouldBe(bytes ?? []);
        reader.Rest.Length.ShouldBe(0);
        frame.Release();
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Reader_Garbage_ReadsOrThrowsAWireException() => Prop.ForAll<byte[]>(bytes =>
    {
        try
        {
            var reader = new FrameReader(bytes ?? []);
            _ = (reader.Number(), reader.Text(), reader.Bytes().Length, reader.Grain());
            WireExceptions.Read(ref reader);
        }
        catch (WireException)
        {
        }
    }).QuickCheckThrowOnFailure();

    private static byte[] Encode(byte[] content)
    {
        var frame = FrameWriter.Begin(FrameKind.Request);
        content.CopyTo(frame.GetSpan(content.Length));
        frame.Advance(content.Length);
        var encoded = frame.End(Most).ToArray();
        frame.Release();
        return encoded;
    }

    private static List<byte[]> Decode(IEnumerable<byte[]> pieces)
    {
        var found = new List<byte[]>();
        var held = Array.Empty<byte>();
        foreach (var piece in pieces)
        {
            var buffer = Sequence(held, piece);
            while (Frame.TryTake(ref buffer, Most, out _, out var content))
            {
                found.Add(content.ToArray());
            }

            held = buffer.ToArray();
        }

        return found;
    }

    private static IEnumerable<byte[]> Cut(byte[] bytes, System.Random random)
    {
        for (var start = 0; start < bytes.Length;)
        {
            var size = Math.Min(bytes.Length - start, random.Next(1, 9));
            yield return bytes[start..(start + size)];
            start += size;
        }
    }

    private static ReadOnlySequence<byte> Sequence(byte[] first, byte[] second)
    {
        var head = new Segment(first, 0);
        var tail = new Segment(second, first.Length);
        head.Before(tail);
        return new(head, 0, tail, second.Length);
    }

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public Segment(byte[] bytes, long index)
        {
            Memory = bytes;
            RunningIndex = index;
        }

        public void Before(Segment next) => Next = next;
    }
}
