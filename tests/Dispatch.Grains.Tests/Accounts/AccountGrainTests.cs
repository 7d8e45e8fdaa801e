using Dispatch.Contracts;
using Dispatch.Contracts.Accounts;
using Dispatch.Domain.Accounts;
using Dispatch.Grains.Storage;
using Dispatch.Grains.Tests.Clusters;

namespace Dispatch.Grains.Tests.Accounts;

public class AccountGrainTests
{
    private static readonly Account Opened = new("head.zhuoda", "Demo Head", Role.StationHead, "zhuoda", "hash", "stamp-1", Demo: true);
    private static readonly Actor Admin = new("admin", Role.Admin, null);

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
            Assert.Equal(RefusalCode.SessionRefused, (await account.SignInAsync(Try("s1", fits: false))).Refused!.Code);
        }

        await cluster.KillEverySiloAsync();

        Assert.Equal(5, (await account.GetAsync())!.Failures);
        Assert.NotNull((await account.SignInAsync(Try("s1", fits: true))).Refused);
        cluster.Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(SignInStep.Opened, (await account.SignInAsync(Try("s1", fits: true))).Value!.Step);
        Assert.Equal(0, (await account.GetAsync())!.Failures);
    }

    [Fact]
    public async Task Sessions_OfAnAccount_OutliveTheSilosUntilTheyEnd()
    {
        await using var cluster = await DispatchCluster.StartAsync();
        var account = cluster.Grains.GetGrain<IAccountGrain>(Opened.Name);
        await account.PutAsync(Opened, null);
        await account.SignInAsync(Try("s1", fits: true));
        await account.SignInAsync(Try("s2", fits: true));

        await cluster.KillEverySiloAsync();

        Assert.NotNull(await account.CheckAsync("s1"));
        Assert.Null(await account.CheckAsync("s3"));
        Assert.Null((await account.EndSessionAsync("s1")).Refused);
        Assert.Null(await account.CheckAsync("s1"));
        Assert.Equal(["s2"], (await account.SessionsAsync()).Select(it => it.Id));
        cluster.Clock.Advance(TimeSpan.FromHours(20));
        Assert.Null(await account.CheckAsync("s2"));
    }

    [Fact]
    public async Task Code_OfAnAppUsedOnce_IsRefusedAfterTheSilosDied()
    {
        await using var cluster = await DispatchCluster.StartAsync();
        var account = cluster.Grains.GetGrain<IAccountGrain>("li.na");
        await account.InviteAsync(new Invite(Admin, "Li Na", Role.StationHead, "zhuoda", "s0", new NewLink("d", TimeSpan.FromDays(7))));
        await account.RedeemAsync(new Redeem("d", "stamp-1", "hash", null));
        Assert.Equal(SignInStep.Enrolment, (await account.SignInAsync(Try("s1", fits: true))).Value!.Step);
        await account.EnrolTotpAsync(new EnrolTotp(null, "stamp-1", Session("s1"), "sealed", 100, new RecoverySet("c2FsdA==", ["r1", "r2"])));
        Assert.Equal(SignInStep.SecondFactor, (await account.SignInAsync(Try("s2", fits: true))).Value!.Step);
        Assert.Equal(SignInStep.Opened, (await account.SignInAsync(Second("s2", 101))).Value!.Step);

        await cluster.KillEverySiloAsync();

        Assert.NotNull((await account.SignInAsync(Second("s3", 101))).Refused);
        Assert.NotNull((await account.SignInAsync(Second("s3", 100))).Refused);
        Assert.Equal(SignInStep.Opened, (await account.SignInAsync(Second("s3", 102))).Value!.Step);
    }

    [Fact]
    public async Task Link_OfAnInvitation_OpensTheAccountOnce()
    {
        await using var cluster = await DispatchCluster.StartAsync();
        var account = cluster.Grains.GetGrain<IAccountGrain>("li.na");
        var invite = new Invite(Admin, "Li Na", Role.Volunteer, "zhuoda", "s0", new NewLink("d1", TimeSpan.FromDays(7)));
        await account.InviteAsync(invite);
        Assert.NotNull((await account.SignInAsync(Try("s1", fits: true))).Refused);
        await account.InviteAsync(invite with { Link = new NewLink("d2", TimeSpan.FromDays(7)) });

        Assert.Equal(RefusalCode.LinkRefused, (await account.RedeemAsync(new Redeem("d1", "stamp-1", "hash", null))).Refused!.Code);
        Assert.Null((await account.RedeemAsync(new Redeem("d2", "stamp-1", "hash", null))).Refused);
        Assert.Equal(RefusalCode.LinkRefused, (await account.RedeemAsync(new Redeem("d2", "stamp-1", "other", null))).Refused!.Code);
        Assert.Equal(RefusalCode.AccountTaken, (await account.InviteAsync(invite)).Refused!.Code);
        Assert.Equal(SignInStep.Opened, (await account.SignInAsync(Try("s1", fits: true))).Value!.Step);
    }

    [Fact]
    public void Row_OfTheFirstForm_StillLoads()
    {
        var row = new BinaryData("""
            {"value":{"name":"head.zhuoda","displayName":"Demo Head","role":"stationHead","stationId":"zhuoda","passwordHash":"hash","securityStamp":"stamp-1",
            "demo":true,"failures":2,"lockedUntil":null}}
            """);

        var loaded = new JsonStateSerializer().Deserialize<Stored<AccountRecord>>(row)!.Value!;

        Assert.Equal(Opened with { Failures = 2 }, loaded.ToAccount());
        Assert.Equal((0, 0, 0), (loaded.Sessions.Length, loaded.Passkeys.Length, loaded.Tickets.Length));
    }

    [Fact]
    public async Task Account_FromInvitationToItsEnd_StandsInTheRecord()
    {
        await using var cluster = await DispatchCluster.StartAsync();
        var account = cluster.Grains.GetGrain<IAccountGrain>("li.na");
        await account.InviteAsync(new Invite(Admin, "Li Na", Role.Volunteer, "zhuoda", "s0", new NewLink("d", TimeSpan.FromDays(7)), Approved: true));
        await account.RedeemAsync(new Redeem("d", "stamp-1", "hash", null));
        await account.SignInAsync(Try("s1", fits: true));
        await account.EndSessionAsync("s1");
        for (var guess = 0; guess < 5; guess++)
        {
            await account.SignInAsync(Try("s1", fits: false));
        }

        await account.CloseAsync(Admin, "stamp-2");

        var entries = await cluster.UntilAsync(() => Task.FromResult(cluster.Record.Of("zhuoda")), it => it.Length >= 8, TimeSpan.FromMilliseconds(100));
        Assert.Equal(
            ["account.approved", "account.invited", "account.opened", "account.password-changed", "account.signed-in", "account.signed-out", "account.locked", "account.closed"],
            entries.Select(it => it.Action));
        Assert.Equal(["admin", "admin", "li.na", "li.na", "li.na", "li.na", "system", "admin"], entries.Select(it => it.Actor));
        Assert.All(entries, it => Assert.Equal("account/li.na", it.Subject));
    }

    [Fact]
    public async Task Roll_OfAStation_KeepsNamesAndApplicationsOnce()
    {
        await using var cluster = await DispatchCluster.StartAsync();
        var roll = cluster.Grains.GetGrain<IRollGrain>("zhuoda");
        await roll.EnterAsync("b");
        await roll.EnterAsync("a");
        await roll.EnterAsync("b");
        await roll.ApplyAsync(new Application("x", "Wang", "wang", default));
        await roll.ApplyAsync(new Application("x", "Wang", "wang", default));

        await cluster.KillEverySiloAsync();

        var view = await roll.GetAsync();
        Assert.Equal(["a", "b"], view.Accounts.AsEnumerable());
        Assert.Equal("wang", Assert.Single(view.Applications).Account);
        Assert.Null((await roll.SettleAsync("x", approved: false, Admin)).Refused);
        Assert.Equal(RefusalCode.ApplicationUnknown, (await roll.SettleAsync("x", approved: false, Admin)).Refused!.Code);
    }

    private static Attempt Try(string session, bool fits) => new(Factor.Password, "stamp-1", Session(session), Fits: fits);

    private static Attempt Second(string session, long step) => new(Factor.Totp, "stamp-1", Session(session), TimeStep: step);

    private static NewSession Session(string id) => new(id, "firefox/linux", TimeSpan.FromHours(12), TimeSpan.FromHours(72));
}
