using System.Diagnostics;
using System.Net;
using Microsoft.Data.Sqlite;
using Shouldly;

namespace Dispatch.Web.Tests.Hosting;

public sealed class StoreFaultTests : IDisposable
{
    private readonly string _data = Product.NewDirectory();

    [Fact]
    public async Task Request_WhileTheDatabaseIsLocked_IsRefusedAndTakenAfterwards()
    {
        await using var product = new Product(_data, ownsData: false);
        using var resident = await product.VisitAsync();
        var key = ("Idempotency-Key", Guid.NewGuid().ToString());
        SQLitePCL.Batteries_V2.Init();
        await using (var other = new SqliteConnection($"Data Source={Path.Combine(_data, "dispatch.db")};Pooling=False"))
        {
            await other.OpenAsync();
            Execute(other, "BEGIN IMMEDIATE");

            var refused = await resident.PostAsync("/api/requests", Needs.Escort(), key);

            refused.ShouldBeRefused(HttpStatusCode.ServiceUnavailable, "store.unavailable");
            refused.Message.Headers.RetryAfter!.Delta!.Value.ShouldBeGreaterThan(TimeSpan.Zero);
            Execute(other, "ROLLBACK");
        }

        await RecoversAsync(resident, key);
    }

    [Fact]
    public async Task Request_OnAFullDisk_IsRefusedAndTakenOnceThereIsRoom()
    {
        var (server, resident) = await Server.StartAsync(_data, "trap '' XFSZ");
        await using (server)
        {
            var kept = (await resident.PostAsync("/api/requests", Needs.Escort())).Ok(HttpStatusCode.Created);
            await LimitFilesAsync(server.ProcessId, "4096:unlimited");
            var key = ("Idempotency-Key", Guid.NewGuid().ToString());

            var refused = await resident.PostAsync("/api/requests", Needs.Escort(), key);

            refused.ShouldBeRefused(HttpStatusCode.ServiceUnavailable, "store.unavailable");
            refused.Message.Headers.RetryAfter.ShouldNotBeNull();
            await LimitFilesAsync(server.ProcessId, "unlimited");
            await RecoversAsync(resident, key);
            (await resident.GetAsync($"/api/help/{kept["code"]}")).Ok();
        }
    }

    public void Dispose() => Directory.Delete(_data, recursive: true);

    /// <summary>The next try may still meet an actor that forgets what it held; a client that repeats gets through by itself.</summary>
    private static async Task RecoversAsync(Visitor resident, (string, string) key)
    {
        Answer answer;
        var tries = 0;
        do
        {
            answer = await resident.PostAsync("/api/requests", Needs.Escort(), key);
        }
        while (answer.Status == HttpStatusCode.ServiceUnavailable && ++tries < 50);
        answer.Ok(HttpStatusCode.Created);
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>Bounds the size of files the process may write: what a full disk is to a store.</summary>
    private static async Task LimitFilesAsync(int process, string size)
    {
        using var limit = Process.Start("prlimit", ["--pid", process.ToString(System.Globalization.CultureInfo.InvariantCulture), $"--fsize={size}"]);
        await limit.WaitForExitAsync();
        limit.ExitCode.ShouldBe(0);
    }
}
