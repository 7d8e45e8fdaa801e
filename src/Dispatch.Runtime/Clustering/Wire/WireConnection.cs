using System.Buffers;
using Microsoft.AspNetCore.Connections;

namespace Dispatch.Runtime.Clustering.Wire;

/// <summary>Takes one frame from a peer. Does not block, and does not keep the content.</summary>
internal delegate void FrameHandler(WireConnection connection, FrameKind kind, ReadOnlySpan<byte> content);

/// <summary>A connection with a peer that has proved who it is.</summary>
internal sealed class WireConnection(ConnectionContext context, SiloAddress peer, ClusterTransportOptions options, TimeProvider time)
{
    private readonly SendQueue _queue = new(context.Transport.Output, options.MostWaiting);
    private long _heardAt = time.GetTimestamp();

    public SiloAddress Peer { get; } = peer;

    /// <summary>How long nothing has come.</summary>
    public TimeSpan Silence => time.GetElapsedTime(Volatile.Read(ref _heardAt));

    public bool IsIdle => _queue.IsIdle;

    /// <summary>False when the connection is closed.</summary>
    public bool Send(ReadOnlySpan<byte> frame) => _queue.Add(frame);

    /// <summary>A small frame of numbers.</summary>
    public bool Send(FrameKind kind, params ReadOnlySpan<long> numbers)
    {
        var frame = FrameWriter.Begin(kind);
        foreach (var number in numbers)
        {
            frame.Number(number);
        }

        try
        {
            return _queue.Add(frame.End(options.LargestMessage));
        }
        catch (LimitExceededException)
        {
            // Whoever does not take what waits does not learn of a probe either.
            return true;
        }
        finally
        {
            frame.Release();
        }
    }

    /// <summary>Gives every frame to the handler until the connection is closed.</summary>
    /// <exception cref="WireException">The peer broke the rules of the wire.</exception>
    public async Task RunAsync(FrameHandler handler)
    {
        try
        {
            while (true)
            {
                var got = await context.Transport.Input.ReadAsync().ConfigureAwait(false);
                Volatile.Write(ref _heardAt, time.GetTimestamp());
                var rest = Handle(got.Buffer, handler);
                context.Transport.Input.AdvanceTo(rest, got.Buffer.End);
                if (got.IsCompleted || got.IsCanceled)
                {
                    return;
                }
            }
        }
        catch (Exception failure) when (failure is IOException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            // The peer or its network is gone; the caller of this method sees the connection end.
        }
        finally
        {
            _queue.Close();
            context.Abort();
            await context.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Ends the connection now; what waits is lost.</summary>
    public void Abort()
    {
        _queue.Close();
        context.Abort();
    }

    /// <summary>Ends the sending side once the socket has everything.</summary>
    public async Task CompleteAsync()
    {
        _queue.Close();
        await context.Transport.Output.CompleteAsync().ConfigureAwait(false);
    }

    private SequencePosition Handle(ReadOnlySequence<byte> buffer, FrameHandler handler)
    {
        while (Frame.TryTake(ref buffer, options.LargestMessage, out var kind, out var content))
        {
            if (content.IsSingleSegment)
            {
                handler(this, kind, content.FirstSpan);
            }
            else
            {
                var whole = ArrayPool<byte>.Shared.Rent((int)content.Length);
                content.CopyTo(whole);
                handler(this, kind, whole.AsSpan(0, (int)content.Length));
                ArrayPool<byte>.Shared.Return(whole);
            }
        }

        return buffer.Start;
    }
}
