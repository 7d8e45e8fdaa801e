using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;

namespace Dispatch.Benchmarks.Boards;

/// <summary>One browser on the hub. It counts bytes; one of fifty also reads what comes.</summary>
internal sealed class Visitor(Uri address, string cookie, Action<string> heard) : IDisposable
{
    private const byte EndOfRecord = 0x1e;
    private const int OneOf = 50;
    private static int _made;

    private readonly ClientWebSocket _socket = new();
    private readonly bool _reads = Interlocked.Increment(ref _made) % OneOf == 0;
    private readonly HashSet<string> _seen = [];
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
        var buffer = new byte[_reads ? 1 << 20 : 4_096];
        var held = 0;
        try
        {
            while (_socket.State == WebSocketState.Open)
            {
                var read = await _socket.ReceiveAsync(buffer.AsMemory(held), stop);
                Interlocked.Add(ref _bytes, read.Count);
                if (!_reads)
                {
                    continue;
                }

                held += read.Count;
                if (buffer[held - 1] == EndOfRecord || held == buffer.Length)
                {
                    Read(buffer.AsSpan(0, held));
                    held = 0;
                }
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or WebSocketException or ObjectDisposedException)
        {
            // The run is over, or the server let go; IsOpen tells.
        }
    }

    /// <summary>The first sight of each id.</summary>
    private void Read(ReadOnlySpan<byte> records)
    {
        var mark = "\"id\":\""u8;
        for (var at = records.IndexOf(mark); at >= 0; at = records.IndexOf(mark))
        {
            records = records[(at + mark.Length)..];
            var end = records.IndexOf((byte)'"');
            if (end > 0 && Encoding.UTF8.GetString(records[..end]) is var id && _seen.Add(id))
            {
                heard(id);
            }
        }
    }
}
