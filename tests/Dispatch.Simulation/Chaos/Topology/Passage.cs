using System.Net;
using System.Net.Sockets;

namespace Dispatch.Simulation.Chaos.Topology;

/// <summary>One connection through a lane.</summary>
internal sealed class Passage(Socket caller, IPEndPoint behind, string owner, Network network) : IDisposable
{
    private const int Chunk = 64 * 1024;
    private static readonly TimeSpan LongestCut = TimeSpan.FromMinutes(1);

    private readonly Socket _called = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private volatile bool _severed;

    public string Owner => owner;

    public string? Caller { get; private set; }

    public bool IsSevered => _severed;

    /// <summary>From now on everything that is sent vanishes.</summary>
    public void Sever() => _severed = true;

    /// <summary>Ends the connection on both sides without a farewell.</summary>
    public void Dispose()
    {
        foreach (var side in new[] { caller, _called })
        {
            try
            {
                side.LingerState = new LingerOption(true, 0);
            }
            catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
            {
                // It has ended by itself.
            }

            side.Dispose();
        }
    }

    public async Task RunAsync(bool asksWho)
    {
        caller.NoDelay = true;
        var buffer = new byte[Chunk];
        try
        {
            var first = asksWho ? await caller.ReceiveAsync(buffer) : 0;
            Caller = network.Caller(buffer.AsSpan(0, first), owner);
            network.Enter(this);
            if (!_severed)
            {
                await _called.ConnectAsync(behind);
                await SendAsync(_called, buffer.AsMemory(0, first));
                await Task.WhenAny(CopyAsync(caller, _called, buffer), CopyAsync(_called, caller, new byte[Chunk]));
            }
            else
            {
                await SwallowAsync(caller, buffer);
            }
        }
        catch (Exception broken) when (broken is SocketException or ObjectDisposedException)
        {
            // One side has gone; the other is told below.
        }

        network.Leave(this);
        Dispose();
    }

    private async Task CopyAsync(Socket from, Socket to, byte[] buffer)
    {
        try
        {
            for (var read = await from.ReceiveAsync(buffer); read > 0; read = await from.ReceiveAsync(buffer))
            {
                await SendAsync(to, buffer.AsMemory(0, read));
            }
        }
        catch (Exception broken) when (broken is SocketException or ObjectDisposedException)
        {
            // The passage ends with whichever side ends first.
        }

        if (_severed)
        {
            // Not even the end of a process is heard through a cut.
            await Task.Delay(LongestCut);
        }
    }

    private static async Task SwallowAsync(Socket from, byte[] buffer)
    {
        while (await from.ReceiveAsync(buffer) > 0)
        {
            // What is sent into a cut vanishes.
        }
    }

    private async ValueTask SendAsync(Socket to, ReadOnlyMemory<byte> bytes)
    {
        while (bytes.Length > 0 && !_severed)
        {
            bytes = bytes[await to.SendAsync(bytes)..];
        }
    }
}
