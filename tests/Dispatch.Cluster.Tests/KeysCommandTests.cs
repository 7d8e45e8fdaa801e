using System.Text.Json.Nodes;
using Dispatch.Web.Tests.Hosting;

namespace Dispatch.Cluster.Tests;

/// <summary>An operator changes the key of the store, with the command of the silo's program.</summary>
public sealed class KeysCommandTests : IDisposable
{
    private readonly string data = Directory.CreateTempSubdirectory("communitycare-").FullName;

    [Fact]
    public async Task Key_ChangedAndTheOldOneRetired_LeavesEveryRequestReadable()
    {
        string code;
        await using (var product = new ProductProcess(data))
        {
            await product.StartAsync();
            using var resident = new Visitor(product.Address);
            var asked = await resident.PostAsync("/api/requests", new
            {
                service = "escort", description = "陪同老人去医院体检", location = new { lat = 18.2701, lon = 109.5221 }, startsAt = DateTimeOffset.UtcNow.AddDays(3),
            });
            code = (string)asked.Body!["code"]!;

            var old = Key(await SayAsync("list"));
            Assert.Equal(1, (await Record.RunAsync(data, "keys", "retire", old)).Code);
            await SayAsync("new", "at-once");
            Assert.False((await SayAsync("reseal")).StartsWith("0 of", StringComparison.Ordinal));

            // The running process seals with the key it knows and opens what the command has sealed with the new one.
            Assert.True((await resident.GetAsync("/api/help", Visitor.Bearing(code))).Message.IsSuccessStatusCode);
        }

        await using (var product = new ProductProcess(data))
        {
            await product.StartAsync();
            using var resident = new Visitor(product.Address);
            await SayAsync("reseal");
            var old = Key(await SayAsync("list"));
            var early = await Record.RunAsync(data, "keys", "retire", old);
            Assert.Equal(1, early.Code);
            Assert.Contains("a process may still seal with this key", early.Said, StringComparison.Ordinal);
            Assert.Contains("is gone", await SayAsync("retire", old, "restarted"), StringComparison.Ordinal);
            var view = await resident.GetAsync("/api/help", Visitor.Bearing(code));
            Assert.True(view.Message.IsSuccessStatusCode);
            Assert.IsType<JsonObject>(view.Body);
        }
    }

    public void Dispose() => Directory.Delete(data, recursive: true);

    /// <summary>The first of the list, which is the oldest.</summary>
    private static string Key(string list) => list[..36];

    private async Task<string> SayAsync(params string[] command)
    {
        var (exit, said) = await Record.RunAsync(data, ["keys", .. command]);
        Assert.True(exit == 0, said);
        return said;
    }
}
