using System.Diagnostics;
using System.Net;
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
        await using (var other = new StoreFile(_data))
        {
            other.Lock();

            var refused = await resident.PostAsync("/api/requests", Needs.Escort(), key);

            refused.ShouldBeRefused(HttpStatusCode.ServiceUnavailable, "store.unavailable");
            refused.Message.Headers.RetryAfter!.Delta!.Value.ShouldBeGreaterThan(TimeSpan.Zero);
            other.Unlock();
        }

        await RecoversAsync(resident, key);
    }

    [Fact]
    public async Task Readiness_WhileTheDatabaseIsLocked_IsNotGivenAndComesBackAfterwards()
    {
        await using var product = new Product(_data, ownsData: false);
        using var supervisor = await product.VisitAsync();
        await BecomesAsync(supervisor, HttpStatusCode.OK, product.Clock);
        await using (var other = new StoreFile(_data))
        {
            other.Lock();
            product.Clock.Advance(TimeSpan.FromSeconds(2));

            (await supervisor.GetAsync("/health/ready")).ShouldBeRefused(HttpStatusCode.ServiceUnavailable, "store.unavailable");
            other.Unlock();
        }

        await BecomesAsync(supervisor, HttpStatusCode.OK, product.Clock);
    }

    [Fact]
    public async Task Readiness_HoweverOftenItIsAsked_CostsOneWriteASecond()
    {
        await using var product = new Product(_data, ownsData: false);
        using var supervisor = await product.VisitAsync();
        await BecomesAsync(supervisor, HttpStatusCode.OK, product.Clock);
        await using var store = new StoreFile(_data);
        var before = store.Version("probe");
        var asking = Stopwatch.StartNew();

        await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => supervisor.GetAsync("/health/ready")));

        (store.Version("probe") - before).ShouldBeLessThanOrEqualTo((long)asking.Elapsed.TotalSeconds + 1);
        product.Clock.Advance(TimeSpan.FromSeconds(1));
        (await supervisor.GetAsync("/health/ready")).Status.ShouldBe(HttpStatusCode.OK);
        store.Version("probe").ShouldBeGreaterThan(before);
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

            // A full disk shows in the middle of a commit, when nobody can say any more what of it stands.
            refused.ShouldBeRefused(HttpStatusCode.ServiceUnavailable, "outcome.unknown");
            refused.Message.Headers.RetryAfter.ShouldNotBeNull();
            await BecomesAsync(resident, HttpStatusCode.ServiceUnavailable);
            await LimitFilesAsync(server.ProcessId, "unlimited");
            await BecomesAsync(resident, HttpStatusCode.OK);
            await RecoversAsync(resident, key);
            (await resident.GetHelpAsync((string?)kept["code"])).Ok();
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

    /// <summary>Asks as a supervisor does until readiness is what it should be; the answer stands for a second, so the clock is moved on where it can be.</summary>
    private static async Task BecomesAsync(Visitor supervisor, HttpStatusCode expected, MovedClock? clock = null)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while ((await supervisor.GetAsync("/health/ready")).Status != expected)
        {
            clock?.Advance(TimeSpan.FromSeconds(1));
            await pace.WaitForNextTickAsync(patience.Token);
        }
    }

    /// <summary>Bounds the size of files the process may write: what a full disk is to a store.</summary>
    private static async Task LimitFilesAsync(int process, string size)
    {
        using var limit = Process.Start("prlimit", ["--pid", process.ToString(System.Globalization.CultureInfo.InvariantCulture), $"--fsize={size}"]);
        await limit.WaitForExitAsync();
        limit.ExitCode.ShouldBe(0);
    }
}
