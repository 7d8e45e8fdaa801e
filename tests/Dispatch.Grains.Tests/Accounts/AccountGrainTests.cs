using Dispatch.Contracts;
using Dispatch.Contracts.Accounts;
using Dispatch.Grains.Tests.Clusters;

namespace Dispatch.Grains.Tests.Accounts;

public class AccountGrainTests
{
    private static readonly Account Opened = new("head.zhuoda", "Demo Head", Role.StationHead, "zhuoda", "hash", "stamp-1");

    [Fact]
    public async Task Account_OpenedTwice_IsTakenUnlessItIsTheSame()
    {
        await using var cluster = await DispatchCluster.StartAsync();
        var account = cluster.Grains.GetGrain<IAccountGrain>(Opened.Name);

        Assert.Null((await account.PutAsync(Opened, null)).Refused);
        Assert.Null((await account.PutAsync(Opened, null)).Refused);
        Assert.Equal(RefusalCode.AccountTaken, (await account.PutAsync(Opened with { DisplayName = "Other" }, null)).Refused!.Code);
        Assert.Equal(Opened, await account.GetAsync());
    }

    [Fact]
    public async Task Account_ChangedByTwo_KeepsTheFirstChange()
    {
        await using var cluster = await DispatchCluster.StartAsync();
        var account = cluster.Grains.GetGrain<IAccountGrain>(Opened.Name);
        await account.PutAsync(Opened, null);

        Assert.Null((await account.PutAsync(Opened with { PasswordHash = "new", SecurityStamp = "stamp-2" }, "stamp-1")).Refused);
        Assert.NotNull((await account.PutAsync(Opened with { PasswordHash = "newer", SecurityStamp = "stamp-3" }, "stamp-1")).Refused);
        Assert.Equal("new", (await account.GetAsync())!.PasswordHash);
    }

    [Fact]
    public async Task Failures_OfSigningIn_OutliveTheSilos()
    {
        await using var cluster = await DispatchCluster.StartAsync();
        var account = cluster.Grains.GetGrain<IAccountGrain>(Opened.Name);
        await account.PutAsync(Opened, null);
        await account.SetFailuresAsync(5, cluster.Clock.GetUtcNow().AddMinutes(15));

        await cluster.KillEverySiloAsync();

        Assert.Equal(5, (await account.GetAsync())!.Failures);
    }

    [Fact]
    public async Task Key_UsedAgainWithinADay_GetsTheRecordedAnswer()
    {
        await using var cluster = await DispatchCluster.StartAsync();
        var once = cluster.Grains.GetGrain<IOnceGrain>("volunteer1/answer/key");

        Assert.Equal(new Reply<OnceOutcome>(null, null), await once.BeginAsync("digest"));
        await once.FinishAsync(new OnceOutcome(201, "{}"));

        Assert.Equal(new OnceOutcome(201, "{}"), (await once.BeginAsync("digest")).Value);
        Assert.Equal(RefusalCode.IdempotencyKeyReused, (await once.BeginAsync("other")).Refused!.Code);
        cluster.Clock.Advance(TimeSpan.FromHours(24));
        Assert.Null((await once.BeginAsync("other")).Refused);
    }
}
