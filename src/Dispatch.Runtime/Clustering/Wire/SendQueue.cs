using System.Buffers;
using System.IO.Pipelines;

namespace Dispatch.Runtime.Clustering.Wire;

/// <summary>What waits to be sent over one connection. Whoever adds to an idle queue sends; what comes meanwhile goes out together.</summary>
internal sealed class SendQueue(PipeWriter output, int mostBytes)
{
    private const int LargestKept = 1 << 20;

    private readonly Lock _gate = new();
    private ArrayBufferWriter<byte> _filling = new();
    private ArrayBufferWriter<byte> _sending = new();
    private bool _isSending;
    private bool _isClosed;

    /// <summary>Whether nothing waits and nothing is being handed to the socket.</summary>
    public bool IsIdle
    {
        get
        {
            lock (_gate)
            {
                return !_isSending || _isClosed;
            }
        }
    }

    /// <summary>False when the connection is closed.</summary>
    /// <exception cref="LimitExceededException">The peer does not take what waits for it already.</exception>
    public bool Add(ReadOnlySpan<byte> frame)
    {
        lock (_gate)
        {
            if (_isClosed)
            {
                return false;
            }

            if (_filling.WrittenCount + frame.Length > mostBytes)
            {
                throw new LimitExceededException($"{_filling.WrittenCount} bytes wait for the other side of a connection; no more than {mostBytes} may.");
            }

            _filling.Write(frame);
            if (_isSending)
            {
                return true;
            }

            _isSending = true;
        }

        _ = SendAsync();
        return true;
    }

    public void Close()
    {
        lock (_gate)
        {
            _isClosed = true;
        }
    }

    private async Task SendAsync()
    {
        try
        {
            while (Next() is { } batch)
            {
                var flushed = await output.WriteAsync(batch.WrittenMemory).ConfigureAwait(false);
                if (flushed.IsCompleted || flushed.IsCanceled)
                {
                    Close();
                }
            }
        }
        catch (Exception)
        {
            // The connection broke or was aborted; its reader learns the same and tells everybody.
            Close();
        }
    }

    private ArrayBufferWriter<byte>? Next()
    {
        lock (_gate)
        {
            if (_sending.Capacity > LargestKept)
            {
                _sending = new();
            }

            _sending.ResetWrittenCount();
            if (_isClosed || _filling.WrittenCount == 0)
            {
                _isSending = false;
                return null;
            }

            (_filling, _sending) = (_sending, _filling);
            return _sending;
        }
    }
}
