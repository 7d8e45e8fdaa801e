using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Dispatch.Cluster.Tests;

namespace Dispatch.Browser.Tests;

/// <summary>
/// Listens to what the product says of itself while the browser tests run: its log, its figures, its traces. None of it may hold a name, address or
/// phone of the demonstration, nor anything that a test typed.
/// </summary>
internal sealed partial class Eavesdropper : IDisposable
{
    private readonly ConcurrentDictionary<string, byte> _words = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _heard = new();
    private readonly HttpListener _collector = new();

    private Eavesdropper(int port)
    {
        Collector = $"http://127.0.0.1:{port}";
        foreach (var file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "data", "demo"), "*.json"))
        {
            using var document = JsonDocument.Parse(File.ReadAllText(file));
            Personal(document.RootElement, named: false);
        }
    }

    /// <summary>One who knows the demonstration's people and would take telemetry at this port.</summary>
    public static Eavesdropper At(int port) => new(port);

    /// <summary>Where traces and figures are to be sent.</summary>
    public string Collector { get; }

    /// <summary>How many words are listened for.</summary>
    public int Words => _words.Count;

    /// <summary>How much was heard.</summary>
    public int Heard => _heard.Count;

    public void Listen()
    {
        _collector.Prefixes.Add(Collector + "/");
        _collector.Start();
        _ = TakeAsync();
    }

    public void Hear(string line) => _heard.Enqueue(line);

    /// <summary>Learns what a page sends to the product: texts, not codes and ids.</summary>
    public void Learn(string? body)
    {
        if (body is null || !body.StartsWith('{'))
        {
            return;
        }

        try
        {
            using var document = JsonDocument.Parse(body);
            Typed(document.RootElement);
        }
        catch (JsonException)
        {
            // A test that sends no JSON types nothing either.
        }
    }

    public void Learn(IEnumerable<string> words)
    {
        // The demonstration's password is no secret: the product says it at its start.
        foreach (var word in words.Where(word => word != ProductProcess.Password))
        {
            _words.TryAdd(word, 0);
        }
    }

    /// <summary>Each word that was heard, with the line.</summary>
    public IReadOnlyList<string> Leaks() =>
        [.. _heard.SelectMany(line => _words.Keys.Where(word => line.Contains(word, StringComparison.OrdinalIgnoreCase)).Select(word => $"'{word}' in: {line}"))];

    public void Dispose() => _collector.Close();

    private async Task TakeAsync()
    {
        try
        {
            while (true)
            {
                var call = await _collector.GetContextAsync();
                using var body = new MemoryStream();
                await call.Request.InputStream.CopyToAsync(body);
                Hear(Encoding.UTF8.GetString(body.ToArray()));
                call.Response.ContentType = "application/x-protobuf";
                call.Response.Close();
            }
        }
        catch (Exception over) when (over is HttpListenerException or ObjectDisposedException)
        {
            // The tests are over.
        }
    }

    /// <summary>Names and phones of persons; what a station or an area is called is public.</summary>
    private void Personal(JsonElement element, bool named)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
            {
                Personal(item, named);
            }
        }
        else if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in element.EnumerateObject())
            {
                if (member.Name is "staff" or "responders" or "elders")
                {
                    Personal(member.Value, named: true);
                }
                else if (named && member.Name is "name" && member.Value.ValueKind == JsonValueKind.Object)
                {
                    Learn(member.Value.EnumerateObject().Select(name => name.Value.GetString()!));
                }
                else if (named && member.Name is "phone" or "address" or "contact" && member.Value.ValueKind == JsonValueKind.String)
                {
                    Learn([member.Value.GetString()!]);
                }
            }
        }
    }

    private void Typed(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in element.EnumerateObject())
                {
                    Typed(member.Value);
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                {
                    Typed(item);
                }

                break;
            case JsonValueKind.String when Text().IsMatch(element.GetString()!):
                Learn([element.GetString()!]);
                break;
        }
    }

    /// <summary>Chinese words, sentences with spaces, and numbers that could be called.</summary>
    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}{2}|\w+ \w+ \w+|^\+?[\d -]{7,}$")]
    private static partial Regex Text();
}
