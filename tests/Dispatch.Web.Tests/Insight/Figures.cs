using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Dispatch.Web.Tests.Hosting;
using Shouldly;

namespace Dispatch.Web.Tests.Insight;

/// <summary>A product with two weeks of made-up history, and people who ask for its figures.</summary>
public sealed class Figures : IAsyncLifetime
{
    private readonly Dictionary<string, Visitor> _visitors = [];

    public Product Product { get; } = new(Product.NewDirectory(), ownsData: true, ("Dispatch:Demo:HistoryWeeks", "2"));

    /// <summary>The history, to which nothing is added any more.</summary>
    public static string Range => string.Create(CultureInfo.InvariantCulture, $"from={DateTime.UtcNow.AddDays(-20):yyyy-MM-dd}&to={DateTime.UtcNow.AddDays(-1):yyyy-MM-dd}");

    /// <summary>What happens now.</summary>
    public static string Live => string.Create(CultureInfo.InvariantCulture, $"from={DateTime.UtcNow.AddDays(-1):yyyy-MM-dd}&to={DateTime.UtcNow.AddDays(1):yyyy-MM-dd}");

    public Visitor this[string account] => _visitors[account];

    public async Task InitializeAsync()
    {
        foreach (var account in new[] { "head.zhuoda", "coordinator.zhuoda", "head.fucheng", "coordinator.fucheng", "admin" })
        {
            _visitors[account] = await Product.VisitAsync(account);
        }
    }

    /// <summary>Every entry of a list, page after page.</summary>
    public async Task<List<JsonNode>> EntriesAsync(string account, string station, string query, int limit = 200)
    {
        var entries = new List<JsonNode>();
        for (var cursor = ""; ;)
        {
            var page = (await this[account].GetAsync($"/api/insight/{station}/entries?{query}&limit={limit}{cursor}")).Ok();
            entries.AddRange(page["entries"]!.AsArray()!);
            if ((string?)page["next"] is not { } next)
            {
                return entries;
            }

            cursor = $"&cursor={Uri.EscapeDataString(next)}";
        }
    }

    /// <summary>A file as it came, its mark of UTF-8 included.</summary>
    public async Task<(byte[] Bytes, HttpResponseMessage Message)> FileAsync(string account, string path)
    {
        var answer = await this[account].GetAsync(path);
        answer.Status.ShouldBe(HttpStatusCode.OK, answer.Body?.ToJsonString() ?? "");
        return (await answer.Message.Content.ReadAsByteArrayAsync(), answer.Message);
    }

    public async Task DisposeAsync()
    {
        foreach (var visitor in _visitors.Values)
        {
            visitor.Dispose();
        }

        await Product.DisposeAsync();
    }
}

[CollectionDefinition(Name)]
public sealed class FiguresCollection : ICollectionFixture<Figures>
{
    public const string Name = "figures";
}
