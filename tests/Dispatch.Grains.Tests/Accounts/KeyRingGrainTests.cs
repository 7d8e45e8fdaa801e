using Dispatch.Contracts.Accounts;
using Dispatch.Grains.Tests.Clusters;

namespace Dispatch.Grains.Tests.Accounts;

public class KeyRingGrainTests
{
    [Fact]
    public async Task FirstKey_MadeByTwoProcessesAtOnce_IsTheOneThatCameFirstAndStays()
    {
        await using var cluster = await DispatchCluster.StartAsync();
        var ring = cluster.Grains.GetGrain<IKeyRingGrain>("session");
        Assert.Empty(await ring.GetAsync());

        Assert.True(await ring.AddAsync("the first", known: 0));
        Assert.False(await ring.AddAsync("another first", known: 0));
        Assert.True(await ring.AddAsync("the next", known: 1));
        await cluster.KillEverySiloAsync();

        Assert.Equal("the first, the next", string.Join(", ", (await ring.GetAsync()).ToArray()));
    }

    [Fact]
    public async Task Key_OfNoLengthOrTooLong_IsNotTaken()
    {
        await using var cluster = await DispatchCluster.StartAsync();
        var ring = cluster.Grains.GetGrain<IKeyRingGrain>("session");

        Assert.False(await ring.AddAsync("", known: 0));
        Assert.False(await ring.AddAsync(new string('k', 16_385), known: 0));
        Assert.True(await ring.AddAsync(new string('k', 16_384), known: 0));
    }
}
