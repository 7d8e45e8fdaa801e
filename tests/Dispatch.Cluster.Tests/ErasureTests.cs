using Dispatch.Web.Tests.Hosting;
using Microsoft.Data.Sqlite;

namespace Dispatch.Cluster.Tests;

/// <summary>A resident deletes everything: the salt goes with it, and the chain still verifies.</summary>
public sealed class ErasureTests : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("communitycare-").FullName;

    [Fact]
    public async Task Record_OfADeletedRequest_StillVerifiesAndNobodyCanTestItsDigests()
    {
        await using var product = new ProductProcess(_data);
        await product.StartAsync();
        using var resident = new Visitor(product.Address);
        var asked = await resident.PostAsync("/api/requests", new
        {
            service = "escort", description = "陪同老人去医院体检", location = new { lat = 18.2701, lon = 109.5221 }, startsAt = DateTimeOffset.UtcNow.AddDays(3),
            contact = "13976001234",
        });
        var (id, bearing) = ((string)asked.Body!["id"]!, Visitor.Bearing((string)asked.Body["code"]!));
        await Wait.UntilAsync(async () => await SaltsAsync(id) == 1, TimeSpan.FromSeconds(30));

        Assert.True((await resident.PostAsync("/api/help/cancel", new { reason = "好了" }, bearing)).Message.IsSuccessStatusCode);
        Assert.True((await resident.PostAsync("/api/help/erase", new { contact = "1234" }, bearing)).Message.IsSuccessStatusCode);

        await Wait.UntilAsync(async () => await SaltsAsync(id) == 0, TimeSpan.FromSeconds(30));
        var (code, said) = await Record.CommandAsync(_data, "verify");
        Assert.True(code == 0, said);
    }

    public void Dispose() => Directory.Delete(_data, recursive: true);

    private async Task<long> SaltsAsync(string request)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(_data, "records.db")};Mode=ReadWrite;Pooling=false");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM LedgerSalt WHERE Subject = $subject";
        command.Parameters.AddWithValue("$subject", "request/" + request);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
