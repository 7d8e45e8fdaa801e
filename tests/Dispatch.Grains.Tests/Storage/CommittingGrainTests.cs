using Dispatch.Grains.Storage;
using Dispatch.Grains.Tests.Clusters;
using Orleans.Concurrency;

namespace Dispatch.Grains.Tests.Storage;

/// <summary>Whoever looks while a write is under way sees what is durable, and nothing that the store may yet refuse.</summary>
public class CommittingGrainTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task State_WhileAWriteIsUnderWay_IsWhatWasCommittedBefore(bool refused)
    {
        await using var cluster = await DispatchCluster.StartAsync();
        var keeper = cluster.Grains.GetGrain<IKeeperGrain>("k");
        await keeper.KeepAsync("first");
        var (begun, store) = (new TaskCompletionSource(), new TaskCompletionSource());
        cluster.Storage.Writing = state =>
        {
            begun.TrySetResult();
            return state == "keeper" ? store.Task : Task.CompletedTask;
        };

        var keeping = keeper.KeepAsync("second");
        await begun.Task;
        Assert.Equal("first", await keeper.SeenAsync());

        if (refused)
        {
            store.SetException(new TimeoutException("The store is away."));
            await Assert.ThrowsAnyAsync<Exception>(() => keeping);
        }
        else
        {
            store.SetResult();
            await keeping;
        }

        Assert.Equal(refused ? "first" : "second", await keeper.SeenAsync());
    }
}

[Alias("test.keeper")]
public interface IKeeperGrain : IGrainWithStringKey
{
    [Alias("keep")]
    Task KeepAsync(string value);

    [AlwaysInterleave, Alias("seen")]
    Task<string?> SeenAsync();
}

[GrainType("test-keeper")]
internal sealed class KeeperGrain([PersistentState("keeper")] IPersistentState<Stored<string>> store) : CommittingGrain<string>(store), IKeeperGrain
{
    public Task KeepAsync(string value) => CommitAsync(value);

    public Task<string?> SeenAsync() => Task.FromResult(State);
}
