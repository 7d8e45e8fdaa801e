using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Dispatch.Runtime.Clustering.Wire;

/// <summary>What comes in, and the orderly end.</summary>
internal sealed partial class TcpTransport
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestSettling = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan LongestDrain = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<SiloAddress, long> _told = new();
    private readonly ConcurrentDictionary<(SiloAddress Peer, long Id), TaskCompletionSource> _asks = new();
    private long _lastAsk;

    /// <summary>Waits until whoever is connected has said that it knows this view: from then on nobody sends calls by an older one.</summary>
    public async Task SettleAsync(long version)
    {
        var since = _time.GetTimestamp();
        while (_time.GetElapsedTime(since) < LongestSettling && Connected().Any(peer => _told.GetValueOrDefault(peer) < version))
        {
            await Task.Delay(Glance, _time);
        }

        // A call that was addressed just before is still on its way; it is told to go elsewhere.
        await Task.Delay(Glance * 5, _time);
    }

    /// <summary>Sends what waits and closes in order.</summary>
    public async Task DrainAsync()
    {
        await _listener.StopAsync();
        var since = _time.GetTimestamp();
        var connections = _listener.Connections.Concat(_links.Values.Select(link => link.Open).OfType<WireConnection>()).ToList();
        while (_time.GetElapsedTime(since) < LongestDrain && connections.Any(connection => !connection.IsIdle))
        {
            await Task.Delay(Glance, _time);
        }

        foreach (var connection in connections)
        {
            await connection.CompleteAsync();
        }

        while (_time.GetElapsedTime(since) < LongestDrain && _listener.Connections.Count > 0)
        {
            await Task.Delay(Glance, _time);
        }
    }

    /// <summary>Asks the silo that had a grain until this view to end its activation; ends when it has, or cannot be asked.</summary>
    public Task AskForAsync(SiloAddress former, GrainId grain, long version)
    {
        var id = Interlocked.Increment(ref _lastAsk);
        var done = _asks[(former, id)] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var frame = FrameWriter.Begin(FrameKind.HandOver);
        try
        {
            frame.Number(id);
            frame.Number(version);
            frame.Grain(grain);
            LinkTo(former).Send(frame.End(_options.LargestMessage), 0);
        }
        catch (OrleansException)
        {
            HandedOver(former, id);
        }
        finally
        {
            frame.Release();
        }

        return done.Task;
    }

    private IEnumerable<SiloAddress> Connected() =>
        _links.Where(link => link.Value.Open is not null && _view.IsAlive(link.Key)).Select(link => link.Key).Concat(_clients.Keys);

    private async Task ServeAsync(WireConnection connection)
    {
        var isClient = !connection.Peer.IsSilo();
        if (isClient)
        {
            _clients[connection.Peer] = connection;
        }

        try
        {
            await connection.RunAsync(Handle);
        }
        finally
        {
            if (isClient)
            {
                _clients.TryRemove(KeyValuePair.Create(connection.Peer, connection));
                _told.TryRemove(connection.Peer, out _);
            }

            Lost(connection.Peer);
        }
    }

    private void Handle(WireConnection connection, FrameKind kind, ReadOnlySpan<byte> content)
    {
        var reader = new FrameReader(content);
        switch (kind)
        {
            case FrameKind.Request:
                HandleRequest(connection, content);
                break;
            case FrameKind.Probe:
                _told[connection.Peer] = reader.Signed();
                connection.Send(FrameKind.Echo, _view.Version);
                break;
            case FrameKind.Echo:
                break;
            case FrameKind.Changed:
                _membership.Refresh();
                break;
            case FrameKind.HandOver:
                _ = HandOverAsync(connection, reader.Signed(), reader.Signed(), reader.Grain());
                break;
            case FrameKind.HandedOver:
                HandedOver(connection.Peer, reader.Signed());
                break;
            default:
                if (_codec?.Read(kind, content, connection.Peer) is { } answer)
                {
                    Receive(answer);
                }

                break;
        }
    }

    private void HandleRequest(WireConnection connection, ReadOnlySpan<byte> content)
    {
        if (_codec is not { } codec || _node is not { } node)
        {
            return;
        }

        var request = codec.ReadRequest(content, connection.Peer, out var refusal);
        if (refusal is null)
        {
            node.Receive(request);
        }
        else
        {
            _log.LogWarning("A request of {Peer} was refused: {Reason}", connection.Peer, refusal.Fault!.Message);
            Send(refusal);
        }
    }

    /// <summary>
    /// Grains go on in their own turns, so their answers may be given from here; code outside grains would go on right here and hold up
    /// all frames behind this one.
    /// </summary>
    private void Receive(Envelope envelope)
    {
        if (_node is { } node && node.Awaiting(envelope.Id) is { Parent: not null })
        {
            node.Receive(envelope);
        }
        else
        {
            ThreadPool.UnsafeQueueUserWorkItem(static both => both._node?.Receive(both.envelope), (_node, envelope), preferLocal: false);
        }
    }

    private async Task HandOverAsync(WireConnection connection, long id, long version, GrainId grain)
    {
        if (_node is Silo silo)
        {
            await silo.HandOverAsync(grain, version);
        }

        connection.Send(FrameKind.HandedOver, id);
    }

    private void HandedOver(SiloAddress former, long id)
    {
        if (_asks.TryRemove((former, id), out var done))
        {
            done.TrySetResult();
        }
    }

    private void ForgetAsks(SiloAddress peer)
    {
        foreach (var (asked, id) in _asks.Keys.Where(key => key.Peer.Equals(peer)))
        {
            HandedOver(asked, id);
        }
    }
}
