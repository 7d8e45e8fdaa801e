using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Dispatch.Cluster.Tests;

/// <summary>I6 over a restart: a certificate that ends while the product is down.</summary>
internal static class Certificates
{
    /// <summary>Certified for home nursing by the demonstration data, as volunteer8 is.</summary>
    public const string Holder = "volunteer1.zhuoda";

    /// <summary>Certified for the same, and stays so.</summary>
    private const string Other = "volunteer8.zhuoda";

    /// <summary>Ends every certificate of the holder in the store of a product that is down, as if years had passed for this one person.</summary>
    public static void End(string dataDirectory)
    {
        SQLitePCL.Batteries_V2.Init();
        using var connection = new SqliteConnection($"Data Source={Path.Combine(dataDirectory, "dispatch.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText =
            """
            UPDATE GrainState SET Payload = CAST(replace(CAST(Payload AS TEXT), '"validUntil":"2037', '"validUntil":"2020') AS BLOB)
            WHERE GrainKey = $holder AND instr(CAST(Payload AS TEXT), '"validUntil":"2037') > 0
            """;
        command.Parameters.AddWithValue("$holder", Holder);
        Assert.Equal(1, command.ExecuteNonQuery());
    }

    /// <summary>The holder is excluded by the certificate and offered nothing that needs it; another is not, though he may be busy after the load.</summary>
    public static async Task MatchNobodyAfterTheirEndAsync(HttpClient anyone, HttpClient staff)
    {
        var body = new { service = "nursing-aide", location = new { lat = Region.Zhuoda.Lat, lon = Region.Zhuoda.Lon } };
        var submitted = await (await anyone.PostAsJsonAsync("/api/requests", body)).Content.ReadFromJsonAsync<JsonElement>();
        var id = submitted.GetProperty("id").GetString()!;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (await pace.WaitForNextTickAsync(patience.Token))
        {
            var candidates = (await staff.GetFromJsonAsync<JsonElement>($"/api/requests/{id}/candidates")).EnumerateArray().ToList();
            var offers = (await staff.GetFromJsonAsync<JsonElement>($"/api/requests/{id}")).GetProperty("offers").EnumerateArray().ToList();
            Assert.DoesNotContain(offers, it => it.GetProperty("responderId").GetString() == Holder);
            if (WhyNot(candidates, Holder) is { } ended && WhyNot(candidates, Other) is { } valid)
            {
                Assert.Contains("certificate", ended);
                Assert.DoesNotContain("certificate", valid);
                return;
            }
        }
    }

    private static List<string?>? WhyNot(List<JsonElement> candidates, string responder) =>
        candidates.Find(it => it.GetProperty("responderId").GetString() == responder) is { ValueKind: JsonValueKind.Object } candidate
            ? [.. candidate.GetProperty("whyNot").EnumerateArray().Select(it => it.GetString())]
            : null;
}
