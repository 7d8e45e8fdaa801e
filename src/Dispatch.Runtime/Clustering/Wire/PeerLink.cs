using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace Dispatch.Runtime.Clustering.Wire;

/// <summary>What a link does its work with, and whom it tells.</summary>
internal sealed record LinkParts(
    Connector Connector, FrameHandler Handler, IPeerWatch Watch, ClusterTransportOptions Options, TimeProvider Time, ILogger Log);

/// <summary>
/// The way to one silo: a connection that is opened again whenever it breaks, and probes that find out whether somebody is there. What is
/// sent meanwhile waits; when the silo cannot be reached, requests that never left go back to be sent elsewhere.
/// </summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1001", Justification = "The source has no timer, so there is nothing to give back.")]
internal sealed class PeerLink(SiloAddress peer, LinkParts parts)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _closing = new();
    private List<(byte[] Frame, long Request)> _waiting = [];
    private WireConnection? _open;
    private int _waitingBytes;
    private bool _isClosed;

    /// <summary>The open connection, if there is one.</summary>
    public WireConnection? Open
    {
        get
        {
            lock (_gate)
            {
                return _open;
            }
        }
    }

    public void Start() => _ = Task.Run(RunAsync);

    /// <param name="frame">The whole frame.</param>
    /// <param name="request">The number of the request in it; 0 when there is none to give back.</param>
    /// <exception cref="LimitExceededException">Too much waits already.</exception>
    /// <exception cref="SiloUnavailableException">The silo is gone.</exception>
    public void Send(ReadOnlySpan<byte> frame, long request)
    {
        WireConnection? open;
        lock (_gate)
        {
            open = _open;
            if (open is null && !_isClosed)
            {
                if (_waitingBytes + frame.Length > parts.Options.MostWaiting)
                {
                    throw new LimitExceededException($"{_waitingBytes} bytes wait for {peer}; no more than {parts.Options.MostWaiting} may.");
                }

                _waiting.Add((frame.ToArray(), request));
                _waitingBytes += frame.Length;
                return;
            }
        }

        if (open is null || !open.Send(frame))
        {
            throw new SiloUnavailableException($"{peer} is gone.");
        }
    }

    /// <summary>Ends the link: the silo is no member any more, or this process ends.</summary>
    public void Close()
    {
        WireConnection? open;
        lock (_gate)
        {
            _isClosed = true;
            open = _open;
        }

        _closing.Cancel();
        open?.Abort();
        GiveBack();
    }

    private async Task RunAsync()
    {
        var since = parts.Time.GetTimestamp();
        for (var pause = FirstPause; !_closing.IsCancellationRequested; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                var connection = await parts.Connector.ConnectAsync(peer, _closing.Token);
                await UseAsync(connection);
                (since, pause) = (parts.Time.GetTimestamp(), FirstPause / 2);
                continue;
            }
            catch (Exception) when (_closing.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                Judge(failure, parts.Time.GetElapsedTime(since));
            }

            GiveBack();
            await Task.Delay(pause, parts.Time, _closing.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task UseAsync(WireConnection connection)
    {
        lock (_gate)
        {
            foreach (var (frame, _) in _waiting)
            {
                connection.Send(frame);
            }

            (_waiting, _waitingBytes) = ([], 0);
            _open = connection;
        }

        var running = connection.RunAsync(parts.Handler);
        if (_closing.IsCancellationRequested)
        {
            connection.Abort();
        }

        while (!running.IsCompleted)
        {
            parts.Watch.Probe(connection);
            await running.WaitAsync(parts.Watch.ProbePeriod, parts.Time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!running.IsCompleted && connection.Silence > parts.Watch.Patience)
            {
                parts.Watch.Suspect(peer);
            }
        }

        lock (_gate)
        {
            _open = null;
        }

        parts.Watch.Lost(peer);
        try
        {
            await running;
        }
        catch (WireException broken)
        {
            parts.Log.LogError("{Peer} broke the rules of the wire: {Reason}", peer, broken.Message);
        }
    }

    /// <summary>Nobody listens, or another life does: the silo is dead. No answer at all: only after a while.</summary>
    private void Judge(Exception failure, TimeSpan since)
    {
        switch (failure)
        {
            case HandshakeRejectedException { IsConfiguration: true } rejected:
                parts.Log.LogError("{Peer} refuses this process: {Reason}", peer, rejected.Message);
                break;
            case HandshakeRejectedException or SocketException { SocketErrorCode: SocketError.ConnectionRefused }:
                parts.Watch.Suspect(peer);
                break;
            default:
                if (since > parts.Watch.Patience)
                {
                    parts.Log.LogDebug("{Peer} does not answer: {Reason}", peer, failure.Message);
                    parts.Watch.Suspect(peer);
                }

                break;
        }
    }

    private void GiveBack()
    {
        List<(byte[] Frame, long Request)> waiting;
        lock (_gate)
        {
            (waiting, _waiting, _waitingBytes) = (_waiting, [], 0);
        }

        foreach (var (_, request) in waiting.Where(each => each.Request != 0))
        {
            parts.Watch.NotSent(peer, request);
        }
    }
}
