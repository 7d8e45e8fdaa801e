using System.Net;
using System.Net.Sockets;

namespace Dispatch.Simulation.Chaos.Topology;

/// <summary>A door that passes connections on to an endpoint behind it; closed while nobody is behind, so that callers are refused as always.</summary>
internal sealed class Lane(IPEndPoint door, IPEndPoint behind, string owner, Network network, bool asksWho) : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private Socket? _listener;

    public IPEndPoint Door => door;

    public void Open()
    {
        lock (_gate)
        {
            if (_listener is null)
            {
                _listener = new Socket(SocketType.Stream, ProtocolType.Tcp) { ExclusiveAddressUse = false };
                _listener.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
                _listener.Bind(door);
                _listener.Listen(256);
                _ = AcceptAsync(_listener);
            }
        }
    }

    public void Shut()
    {
        lock (_gate)
        {
            _listener?.Dispose();
            _listener = null;
        }
    }

    public ValueTask DisposeAsync()
    {
        Shut();
        return ValueTask.CompletedTask;
    }

    private async Task AcceptAsync(Socket listener)
    {
        try
        {
            while (true)
            {
                _ = new Passage(await listener.AcceptAsync(), behind, owner, network).RunAsync(asksWho);
            }
        }
        catch (Exception shut) when (shut is SocketException or ObjectDisposedException)
        {
            // The door was shut.
        }
    }
}
