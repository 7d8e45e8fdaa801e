using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.SignalR;

namespace Dispatch.Web.Tests.Hosting;

/// <summary>A browser's end of the hub: JSON over a WebSocket, without negotiation.</summary>
internal sealed class LiveClient : IAsyncDisposable
{
    private const char Separator = '\u001e';
    private readonly ClientWebSocket _socket = new();
    private readonly List<JsonNode> _pushes = [];
    private readonly StringBuilder _rest = new();
    private int _calls;

    public static async Task<LiveClient> ConnectAsync(Visitor visitor, string? origin = null)
    {
        var client = new LiveClient();
        client._socket.Options.Cookies = visitor.Cookies;
        if (origin is not null)
        {
            client._socket.Options.SetRequestHeader("Origin", origin);
        }

        var url = new UriBuilder(new Uri(visitor.Address, "/hubs/live")) { Scheme = "ws" }.Uri;
        await client._socket.ConnectAsync(url, Limit());
        await client.SendAsync("""{"protocol":"json","version":1}""");
        await client.ReadAsync();
        return client;
    }

    /// <summary>Calls a hub method and answers what it returned; throws the hub's refusal as a <see cref="HubException"/> whose message is what the browser gets.</summary>
    public async Task<JsonNode?> CallAsync(string method, params object[] arguments)
    {
        var id = (++_calls).ToString(System.Globalization.CultureInfo.InvariantCulture);
        var call = new JsonObject
        {
            ["type"] = 1,
            ["invocationId"] = id,
            ["target"] = method,
            ["arguments"] = new JsonArray([.. arguments.Select(it => JsonValue.Create(it))]),
        };
        await SendAsync(call.ToJsonString());
        while (true)
        {
            var message = await ReadAsync();
            if ((int?)message["type"] == 3 && (string?)message["invocationId"] == id)
            {
                if ((string?)message["error"] is { } error)
                {
                    // SignalR puts a sentence of its own before what the hub said.
                    throw new HubException(error[(error.LastIndexOf(' ') + 1)..]);
                }

                return message["result"];
            }

            Keep(message);
        }
    }

    /// <summary>The first push of that name which fits, from those that came already or the next to come.</summary>
    public async Task<JsonNode> NextAsync(string target, Func<JsonNode, bool> fits) =>
        (await NextWholeAsync(target, arguments => fits(arguments[0]!)))[0]!;

    /// <summary>The same with all arguments of the push.</summary>
    public async Task<JsonArray> NextWholeAsync(string target, Func<JsonArray, bool> fits)
    {
        while (true)
        {
            var found = _pushes.FirstOrDefault(it => (string?)it["target"] == target && fits(it["arguments"]!.AsArray()));
            if (found is not null)
            {
                _pushes.Remove(found);
                return found["arguments"]!.AsArray();
            }

            Keep(await ReadAsync());
        }
    }

    /// <summary>Whether a push of that name came before the last answer.</summary>
    public bool Came(string target) => _pushes.Exists(it => (string?)it["target"] == target);

    /// <summary>Every push that came before the last answer and was not asked for yet, as text.</summary>
    public string Heard => string.Join('\n', _pushes.Select(it => it.ToJsonString()));

    public async ValueTask DisposeAsync()
    {
        if (_socket.State == WebSocketState.Open)
        {
            await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        }

        _socket.Dispose();
    }

    private static CancellationToken Limit() => new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token;

    private void Keep(JsonNode message)
    {
        if ((int?)message["type"] == 1)
        {
            _pushes.Add(message);
        }
    }

    private Task SendAsync(string message) =>
        _socket.SendAsync(Encoding.UTF8.GetBytes(message + Separator), WebSocketMessageType.Text, endOfMessage: true, Limit());

    private async Task<JsonNode> ReadAsync()
    {
        var buffer = new byte[16 * 1024];
        while (true)
        {
            var text = _rest.ToString();
            var end = text.IndexOf(Separator, StringComparison.Ordinal);
            if (end >= 0)
            {
                _rest.Remove(0, end + 1);
                return JsonNode.Parse(text[..end])!;
            }

            var received = new MemoryStream();
            ValueWebSocketReceiveResult part;
            do
            {
                part = await _socket.ReceiveAsync(buffer.AsMemory(), Limit());
                if (part.MessageType == WebSocketMessageType.Close)
                {
                    throw new WebSocketException("The server closed the connection.");
                }

                received.Write(buffer, 0, part.Count);
            }
            while (!part.EndOfMessage);
            _rest.Append(Encoding.UTF8.GetString(received.ToArray()));
        }
    }
}
