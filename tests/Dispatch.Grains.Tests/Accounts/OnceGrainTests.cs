using Dispatch.Contracts;
using Dispatch.Contracts.Accounts;
using Dispatch.Grains.Tests.Clusters;

namespace Dispatch.Grains.Tests.Accounts;

public class OnceGrainTests
{
    private static readonly OnceOutcome Done = new(204, null, "\"7\"");

    [Fact]
    public async Task Key_UsedAgainWithinADay_GetsTheRecordedAnswer()
    {
        await using var cluster = await DispatchCluster.StartAsync();
        var once = cluster.Grains.GetGrain<IOnceGrain>("ab");

        Assert.Equal(OncePhase.New, (await once.BeginAsync("key", "digest")).Value!.Phase);
        await once.FinishAsync("key", Done);

        Assert.Equal(new OnceAnswer(OncePhase.Answered, Done), (await once.BeginAsync("key", "digest")).Value);
        Assert.Equal(RefusalCode.IdempotencyKeyReused, (await once.BeginAsync("key", "other")).Refused!.Code);
        cluster.Clock.Advance(TimeSpan.FromHours(24));
        Assert.Equal(OncePhase.New, (await once.BeginAsync("key", "other")).Value!.Phase);
    }

    [Fact]
    public async Task Repetition_WhileTheFirstRuns_WaitsForItsAnswer()
    {
        await using var cluster = await DispatchCluster.StartAsync();
        var once = cluster.Grains.GetGrain<IOnceGrain>("ab");
        await once.BeginAsync("key", "digest");

        var second = (await once.BeginAsync("key", "digest")).Value!;
        var waiting = once.AwaitAsync("key");
        await once.FinishAsync("key", Done);

        Assert.Equal(OncePhase.Running, second.Phase);
        Assert.Equal(new OnceAnswer(OncePhase.Answered, Done), await waiting);
    }

    [Fact]
    public async Task Repetition_OfWhatNeverEnds_IsToldThatItStillRuns()
    {
        await using var cluster = await DispatchCluster.StartAsync();
        var once = cluster.Grains.GetGrain<IOnceGrain>("ab");
        await once.BeginAsync("key", "digest");

        var waiting = once.AwaitAsync("key");
        await cluster.UntilAsync(
            async () => (await once.BeginAsync("another", "digest"), waiting.IsCompleted).IsCompleted, isOver => isOver, TimeSpan.FromSeconds(3));

        Assert.Equal(OncePhase.Running, (await waiting).Phase);
    }

    [Fact]
    public async Task Command_CutOffByACrash_IsKnownAsBroken()
    {
        await using var cluster = await DispatchCluster.StartAsync();
        var once = cluster.Grains.GetGrain<IOnceGrain>("ab");
        await once.BeginAsync("key", "digest");

        await cluster.KillEverySiloAsync();

        Assert.Equal(OncePhase.Broken, (await once.BeginAsync("key", "digest")).Value!.Phase);
        Assert.Equal(OncePhase.Running, (await once.BeginAsync("key", "digest")).Value!.Phase);
    }

    [Fact]
    public async Task Command_ThatCameToNothing_LeavesItsKeyFree()
    {
        await using var cluster = await DispatchCluster.StartAsync();
        var once = cluster.Grains.GetGrain<IOnceGrain>("ab");
        await once.BeginAsync("key", "digest");

        await once.LetGoAsync("key", free: true);

        Assert.Equal(OncePhase.New, (await once.BeginAsync("key", "other")).Value!.Phase);
    }
}
