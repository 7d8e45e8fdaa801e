using Shouldly;

namespace Dispatch.Web.Tests.Hosting;

/// <summary>What a kill at the first sign of a store's file leaves.</summary>
public sealed class FirstStartTests : IDisposable
{
    private readonly string _data = Product.NewDirectory();

    [Fact]
    public async Task Kill_DuringTheFirstStart_IsMendedByTheNext()
    {
        await using (var first = Server.Launch(_data))
        {
            // The data directory fills while the demonstration loads; killed at the first sign of the store.
            using var watcher = new FileSystemWatcher(_data);
            var store = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            watcher.Created += (_, file) => _ = file.Name == "dispatch.db-wal" && store.TrySetResult();
            watcher.EnableRaisingEvents = true;
            if (!File.Exists(Path.Combine(_data, "dispatch.db-wal")))
            {
                await store.Task.WaitAsync(TimeSpan.FromSeconds(60));
            }

            await first.KillAsync();
        }

        var (second, visitor) = await Server.StartAsync(_data);
        await using (second)
        {
            (await visitor.GetAsync("/api/stations")).Ok().AsArray().Count.ShouldBe(2);
            foreach (var account in new[] { "admin", "coordinator.zhuoda", "head.fucheng", "volunteer1.zhuoda", "volunteer60.fucheng", "counsellor6.fucheng" })
            {
                using var person = new Visitor(visitor.Address);
                await person.SignInAsync(account, Product.Password);
                if (!account.StartsWith("admin", StringComparison.Ordinal) && account[0] is 'v' || account.StartsWith("couns", StringComparison.Ordinal))
                {
                    ((string?)(await person.GetAsync("/api/me")).Ok()["id"]).ShouldBe(account);
                }
            }
        }
    }

    public void Dispose() => Directory.Delete(_data, recursive: true);
}
