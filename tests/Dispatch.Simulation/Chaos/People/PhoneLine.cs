using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Dispatch.Simulation.Chaos.People;

/// <summary>A phone's connection to the hub: JSON records over WebSocket, opened again, elsewhere, whenever it breaks.</summary>
/// <param name="client">Which client this is; each has its own first door.</param>
/// <param name="gateways">Where it may connect.</param>
/// <param name="opened">Called whenever it is connected: what was missed is fetched.</param>
/// <param name="heard">Called with the target and the argument of each push.</param>
internal sealed class PhoneLine(int client, Gateways gateways, Action opened, Action<string, JsonElement> heard)
{
    private const byte EndOfRecord = 0x1e;
    private static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(10);
    private static readonly byte[] Hello = "{\"protocol\":\"json\",\"version\":1}\u001e"u8.ToArray();
    private static readonly byte[] Ping = "{\"type\":6}\u001e"u8.ToArray();

    private readonly Lock _speaking = new();
    private Task _said = Task.CompletedTask;
    private ClientWebSocket? _socket;

    public async Task RunAsync(string cookie, CancellationToken stop)
    {
        for (var failures = 0; !stop.IsCancellationRequested; failures++)
        {
            try
            {
                using var socket = new ClientWebSocket();
                socket.Options.SetRequestHeader("Cookie", cookie);
                using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
                patience.CancelAfter(TimeSpan.FromSeconds(10));
                await socket.ConnectAsync(new UriBuilder(gateways.Door(client, failures)) { Scheme = "ws", Path = "/hubs/live" }.Uri, patience.Token);
                await socket.SendAsync(Hello, WebSocketMessageType.Text, endOfMessage: true, patience.Token);
                await ListenAsync(socket, stop);
            }
            catch (Exception broken) when (broken is WebSocketException or OperationCanceledException or IOException or HttpRequestException)
            {
                // The connection broke; the next try is elsewhere.
            }

            _socket = null;
            await Task.Delay(TimeSpan.FromMilliseconds(500 * (0.75 + (client % 100 * 0.005))), stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Calls a method of the hub and waits for no answer; nothing when there is no connection.</summary>
    public async Task TellAsync(string target, string argument) =>
        await SayAsync(Encoding.UTF8.GetBytes($"{{\"type\":1,\"target\":\"{target}\",\"arguments\":[\"{argument}\"]}}\u001e"));

    private async Task ListenAsync(ClientWebSocket socket, CancellationToken stop)
    {
        var buffer = new byte[4_096];
        var record = new MemoryStream();
        using var pinging = new Timer(_ => _ = SayAsync(Ping), null, PingEvery, PingEvery);
        while (socket.State == WebSocketState.Open)
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory(), stop);
            foreach (var octet in buffer.AsSpan(0, read.Count))
            {
                if (octet != EndOfRecord)
                {
                    record.WriteByte(octet);
                    continue;
                }

                Hear(socket, record.GetBuffer().AsMemory(0, (int)record.Length));
                record.SetLength(0);
            }
        }
    }

    private void Hear(ClientWebSocket socket, ReadOnlyMemory<byte> record)
    {
        if (_socket is null)
        {
            // The first record answers the hello: from now on pushes come.
            _socket = socket;
            opened();
            return;
        }

        if (record.Span.IndexOf("\"target\":"u8) >= 0)
        {
            using var message = JsonDocument.Parse(record);
            heard(message.RootElement.GetProperty("target").GetString()!, message.RootElement.GetProperty("arguments")[0].Clone());
        }
    }

    /// <summary>A socket sends one thing at a time, so each waits for the one before.</summary>
    private Task SayAsync(byte[] words)
    {
        lock (_speaking)
        {
            return _said = SayAsync(_said, words);
        }
    }

    private async Task SayAsync(Task before, byte[] words)
    {
        await before;
        try
        {
            if (_socket is { State: WebSocketState.Open } socket)
            {
                await socket.SendAsync(words, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
            }
        }
        catch (Exception broken) when (broken is WebSocketException or ObjectDisposedException or IOException or InvalidOperationException)
        {
            // Whoever listens notices it.
        }
    }
}
