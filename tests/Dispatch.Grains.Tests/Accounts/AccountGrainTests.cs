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
        for (var guess = 0; guess < 5; guess++)
        {
            Assert.False(await account.JudgeAsync(passwordFits: false));
        }

        await cluster.KillEverySiloAsync();

        Assert.Equal(5, (await account.GetAsync())!.Failures);
        Assert.False(await account.JudgeAsync(passwordFits: true));
        cluster.Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.True(await account.JudgeAsync(passwordFits: true));
        Assert.Equal(0, (await account.GetAsync())!.Failures);
    }
}
