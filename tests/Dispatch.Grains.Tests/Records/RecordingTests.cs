using Dispatch.Domain.Records;
using System.Collections.Immutable;
using Dispatch.Contracts.Records;
using Dispatch.Grains.Tests.Clusters;

namespace Dispatch.Grains.Tests.Records;

/// <summary>What a grain commits becomes entries, each once, whatever breaks in between.</summary>
public class RecordingTests
{
    private const string Ledger = "zhuoda";
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(100);

    [Fact]
    public async Task Entries_OfACommit_AreAppendedAndAcknowledged()
    {
        await using var cluster = await DispatchCluster.StartAsync();
        var scribe = cluster.Grains.GetGrain<IScribeGrain>("s");

        await scribe.WriteAsync("first", 2);
        await scribe.WriteAsync("second", 1);
        var entries = await RecordedAsync(cluster, 3);

        Assert.Equal([("test.first", 1L), ("test.first", 2L), ("test.second", 1L)], entries.Select(e => (e.Action, e.Facets.Amount!.Value)));
        Assert.Equal(3, entries.Select(e => e.CommitId).Distinct().Count());
        Assert.All(entries, e => Assert.StartsWith("test-scribe/s/", e.CommitId, StringComparison.Ordinal));
        await cluster.UntilAsync(scribe.HasUnrecordedAsync, left => !left, Pace);
    }

    [Fact]
    public async Task Entries_OfASourceThatDiedBeforeSending_AreSentByTheNextTouch()
    {
        await using var cluster = await DispatchCluster.StartAsync();
        var broken = new TaskCompletionSource();
        cluster.Record.Appending = () => broken.Task;
        await cluster.Grains.GetGrain<IScribeGrain>("s").WriteAsync("kept", 1);

        await cluster.KillEverySiloAsync();
        cluster.Record.Appending = null;
        broken.SetException(new TimeoutException("The store died with its silo."));
        await cluster.TouchAsync();
        await cluster.TouchAsync();

        var entry = Assert.Single(await RecordedAsync(cluster, 1));
        Assert.Equal("test.kept", entry.Action);
    }

    [Fact]
    public async Task Entries_WhoseAppendWasNotAnswered_AreHeldOnce()
    {
        await using var cluster = await DispatchCluster.StartAsync();
        var lost = 2;
        cluster.Record.Appended = () => lost-- > 0 ? throw new TimeoutException("The answer was lost.") : Task.CompletedTask;
        var scribe = cluster.Grains.GetGrain<IScribeGrain>("s");

        await scribe.WriteAsync("once", 3);
        await cluster.UntilAsync(scribe.HasUnrecordedAsync, left => !left, Pace);

        Assert.Equal(3, cluster.Record.Of(Ledger).Length);
        Assert.Equal([1L, 2L, 3L], cluster.Record.Of(Ledger).Select(e => e.Sequence));
    }

    [Fact]
    public async Task Commits_WhileTheStoreIsAway_DoNotWaitForIt()
    {
        await using var cluster = await DispatchCluster.StartAsync();
        cluster.Record.Appending = () => throw new TimeoutException("The store is away.");
        var scribe = cluster.Grains.GetGrain<IScribeGrain>("s");

        for (var number = 0; number < 100; number++)
        {
            await scribe.WriteAsync("word-" + number, 1);
        }

        Assert.Empty(cluster.Record.Of(Ledger));
        cluster.Record.Appending = null;
        var entries = await RecordedAsync(cluster, 100);
        Assert.Equal(Enumerable.Range(0, 100).Select(number => "test.word-" + number), entries.Select(e => e.Action));
    }

    [Fact]
    public async Task Shard_OfASourceWhoseEntriesAreRecorded_ForgetsIt()
    {
        await using var cluster = await DispatchCluster.StartAsync();
        await cluster.Grains.GetGrain<IScribeGrain>("s").WriteAsync("done", 1);
        await RecordedAsync(cluster, 1);

        await cluster.UntilAsync(() => ListedAsync(cluster), all => all.IsEmpty, Pace);
    }

    [Fact]
    public async Task Source_ThatAnEarlierVersionListedElsewhere_IsStillSentAfterACrashAndThenForgotten()
    {
        await using var cluster = await DispatchCluster.StartAsync();
        var name = Enumerable.Range(0, 100).Select(number => "s" + number)
            .First(each => UnrecordedShard.KeyOf("test-scribe/" + each) != UnrecordedShard.FormerKeyOf("test-scribe/" + each));
        var source = "test-scribe/" + name;
        cluster.Record.Appending = () => throw new TimeoutException("The store is away.");
        await cluster.Grains.GetGrain<IScribeGrain>(name).WriteAsync("old", 1);
        await cluster.Grains.GetGrain<IUnrecordedGrain>(UnrecordedShard.FormerKeyOf(source)).AddAsync(source, 7);
        await cluster.Grains.GetGrain<IUnrecordedGrain>(UnrecordedShard.KeyOf(source)).RemoveAsync(source, cluster.Clock.GetUtcNow().UtcTicks);
        Assert.Equal(source, Assert.Single(await ListedAsync(cluster)));

        await cluster.KillEverySiloAsync();
        cluster.Record.Appending = null;
        await cluster.TouchAsync();

        await RecordedAsync(cluster, 1);
        await cluster.UntilAsync(() => ListedAsync(cluster), all => all.IsEmpty, Pace);
    }

    [Fact]
    public async Task Clock_SetBack_IsEnteredOnceAndKeepsTheOrder()
    {
        await using var cluster = await DispatchCluster.StartAsync();
        var scribe = cluster.Grains.GetGrain<IScribeGrain>("s");
        await scribe.WriteAsync("before", 1);
        await RecordedAsync(cluster, 1);

        cluster.Clock.Advance(TimeSpan.FromHours(-1));
        await scribe.WriteAsync("back", 1);
        await RecordedAsync(cluster, 3);
        await scribe.WriteAsync("still-back", 1);
        var entries = await RecordedAsync(cluster, 4);

        Assert.Equal(["test.before", RecordActions.ClockBack, "test.back", "test.still-back"], entries.Select(e => e.Action));
        Assert.InRange(entries[1].Facets.Amount!.Value, 3_500, 3_600);
        Assert.True(entries[2].At < entries[0].At);
        Assert.Equal(entries.Select(e => e.RecordedAt).Order(), entries.Select(e => e.RecordedAt));
    }

    [Fact]
    public async Task Ledger_WhoseStoreWasLost_GoesOnAndSaysSo()
    {
        await using var cluster = await DispatchCluster.StartAsync();
        var scribe = cluster.Grains.GetGrain<IScribeGrain>("s");
        await scribe.WriteAsync("lost", 3);
        await RecordedAsync(cluster, 3);

        cluster.Record.Lose();
        await scribe.WriteAsync("after", 1);
        var entries = await RecordedAsync(cluster, 2);

        Assert.Equal([RecordActions.LedgerTorn, "test.after"], entries.Select(e => e.Action));
        Assert.Equal(3, entries[0].Facets.Amount);
    }

    private static Task<ImmutableArray<LedgerEntry>> RecordedAsync(DispatchCluster cluster, int count) =>
        cluster.UntilAsync(() => Task.FromResult(cluster.Record.Of(Ledger)), all => all.Length >= count, Pace);

    private static async Task<ImmutableArray<string>> ListedAsync(DispatchCluster cluster)
    {
        var all = await Task.WhenAll(Enumerable.Range(0, 16).Select(shard =>
            cluster.Grains.GetGrain<IUnrecordedGrain>(shard.ToString(System.Globalization.CultureInfo.InvariantCulture)).ListAsync()));
        return [.. all.SelectMany(sources => sources)];
    }

    [Fact]
    public async Task Row_ThatNoLedgerUnloads_StaysBoundedAndSaysWhatIsMissing()
    {
        await using var cluster = await DispatchCluster.StartAsync();
        var away = new TaskCompletionSource();
        cluster.Record.Appending = () => away.Task;
        var scribe = cluster.Grains.GetGrain<IScribeGrain>("s");
        for (var commit = 0; commit < 11; commit++)
        {
            await scribe.WriteAsync("busy", 100);
        }

        Assert.Equal(RecordLimits.Carried, await scribe.CarriedAsync());
        cluster.Record.Appending = null;
        away.SetResult();
        var entries = await RecordedAsync(cluster, RecordLimits.Carried);
        await cluster.UntilAsync(scribe.HasUnrecordedAsync, left => !left, Pace);

        Assert.Equal(RecordLimits.Carried - 1, entries.Count(entry => entry.Action == "test.busy"));
        var gap = Assert.Single(entries, entry => entry.Action == RecordActions.RecordGap);
        Assert.Equal(1_100 - (RecordLimits.Carried - 1), gap.Facets.Amount);
        Assert.Equal(("test/s", "system"), (gap.Subject, gap.Actor));

        await scribe.WriteAsync("after", 1);
        Assert.Equal("test.after", (await RecordedAsync(cluster, RecordLimits.Carried + 1))[^1].Action);
    }
}
