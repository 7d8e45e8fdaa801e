using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;

namespace Dispatch.Benchmarks.Boards;

/// <summary>Told of the records that came, one or several.</summary>
internal delegate void Records(ReadOnlySpan<byte> utf8);

/// <summary>One browser on the hub. It counts bytes, and hands on what comes when somebody wants to read it.</summary>
internal sealed class Visitor(Uri address, string cookie, Records? heard = null) : IDisposable
{
    private const byte EndOfRecord = 0x1e;

    private readonly ClientWebSocket _socket = new();
    private long _bytes;

    public long Bytes => Interlocked.Read(ref _bytes);

    public bool IsOpen => _socket.State == WebSocketState.Open;

    /// <summary>Signs somebody in; all of their browsers use the one session.</summary>
    public static async Task<string> SignInAsync(HttpClient http, string account, CancellationToken stop)
    {
        using var answer = await http.PostAsJsonAsync("/api/session", new { account, password = Cluster.Tests.ProductProcess.Password }, stop);
        answer.EnsureSuccessStatusCode();
        return string.Join("; ", answer.Headers.GetValues("Set-Cookie").Select(it => it[..it.IndexOf(';', StringComparison.Ordinal)]));
    }

    public async Task ConnectAsync(CancellationToken stop)
    {
        _socket.Options.SetRequestHeader("Cookie", cookie);
        await _socket.ConnectAsync(new UriBuilder(address) { Scheme = "ws", Path = "/hubs/live" }.Uri, stop);
        await SayAsync("{\"protocol\":\"json\",\"version\":1}", stop);
        _ = ListenAsync(stop);
    }

    public async Task WatchAsync(string station, CancellationToken stop)
    {
        await ConnectAsync(stop);
        await SayAsync($$"""{"type":1,"invocationId":"1","target":"Watch","arguments":["{{station}}"]}""", stop);
    }

    public void Dispose() => _socket.Dispose();

    private Task SayAsync(string record, CancellationToken stop) =>
        _socket.SendAsync(Encoding.UTF8.GetBytes(record + (char)EndOfRecord), WebSocketMessageType.Text, true, stop);

    private async Task ListenAsync(CancellationToken stop)
    {
        var buffer = new byte[heard is null ? 4_096 : 1 << 20];
        var held = 0;
        try
        {
            while (_socket.State == WebSocketState.Open)
            {
                var read = await _socket.ReceiveAsync(buffer.AsMemory(held), stop);
                Interlocked.Add(ref _bytes, read.Count);
                if (heard is null)
                {
                    continue;
                }

                held += read.Count;
                if (buffer[held - 1] == EndOfRecord || held == buffer.Length)
                {
                    heard(buffer.AsSpan(0, held));
                    held = 0;
                }
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or WebSocketException or ObjectDisposedException)
        {
            // The run is over, or the server let go; IsOpen tells.
        }
    }
}
