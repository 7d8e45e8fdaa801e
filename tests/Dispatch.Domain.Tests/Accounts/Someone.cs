using Dispatch.Contracts;
using Dispatch.Contracts.Accounts;
using Dispatch.Domain.Accounts;

namespace Dispatch.Domain.Tests.Accounts;

/// <summary>Accounts and attempts of the tests.</summary>
internal static class Someone
{
    public static readonly DateTimeOffset Noon = new(2026, 1, 7, 4, 0, 0, TimeSpan.Zero);
    public static readonly Actor Admin = new("admin", Role.Admin, null);
    public static readonly Actor Head = new("head.zhuoda", Role.StationHead, "zhuoda");
    public static readonly Actor Coordinator = new("coordinator.zhuoda", Role.Coordinator, "zhuoda");

    public static AccountRecord Account(Role role = Role.Volunteer, string? station = "zhuoda") =>
        AccountRecord.Of(new Account("li.na", "Li Na", role, role == Role.Admin ? null : station, "hash", "stamp"));

    public static AccountRecord WithApp(this AccountRecord account, long step = 100) => account with
    {
        Totp = new TotpRecord("sealed", step, Noon),
        Recovery = new RecoverySet("salt", ["r1", "r2"]),
    };

    public static AccountRecord WithPasskey(this AccountRecord account, string id = "k1") =>
        account with { Passkeys = account.Passkeys.Add(Key(id)) };

    public static AccountRecord WithCode(this AccountRecord account) =>
        account with { Code = new CodeRecord("code", Noon.AddMinutes(10), 0) };

    public static Passkey Key(string id) => new(id, "public", "phone", Noon, 0, [], true, true);

    public static NewSession Session(string id = "s1") => new(id, "firefox/linux", TimeSpan.FromHours(12), TimeSpan.FromHours(72));

    public static Attempt Password(bool fits = true) => new(Factor.Password, "stamp", Session(), Fits: fits);

    public static Attempt App(long? step) => new(Factor.Totp, "stamp", Session(), TimeStep: step);

    public static Attempt Recovery(string? digest) => new(Factor.RecoveryCode, "stamp", Session(), Digest: digest);

    public static Attempt Code(string? digest) => new(Factor.StationCode, "stamp", Session(), Digest: digest);

    public static Attempt Passkey(string ticket = "t1", string id = "k1") => new(Factor.Passkey, "stamp", Session(), Passkey: Key(id), Ticket: ticket);
}
