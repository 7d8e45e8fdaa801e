using Dispatch.Contracts;
using Dispatch.Contracts.Accounts;
using Dispatch.Domain.Accounts;
using Shouldly;
using static Dispatch.Domain.Tests.Accounts.Someone;

namespace Dispatch.Domain.Tests.Accounts;

public class StaffRulesTests
{
    private static readonly NewLink Link = new("link", TimeSpan.FromDays(7));

    [Theory]
    [InlineData(Role.Coordinator, Role.Volunteer, "zhuoda", null)]
    [InlineData(Role.Coordinator, Role.Volunteer, "fucheng", RefusalCode.AccessStation)]
    [InlineData(Role.Coordinator, Role.Counsellor, "zhuoda", RefusalCode.AccessDenied)]
    [InlineData(Role.Coordinator, Role.Coordinator, "zhuoda", RefusalCode.AccessDenied)]
    [InlineData(Role.StationHead, Role.Volunteer, "zhuoda", null)]
    [InlineData(Role.StationHead, Role.Counsellor, "zhuoda", null)]
    [InlineData(Role.StationHead, Role.Coordinator, "zhuoda", null)]
    [InlineData(Role.StationHead, Role.Coordinator, "fucheng", RefusalCode.AccessStation)]
    [InlineData(Role.StationHead, Role.StationHead, "zhuoda", RefusalCode.AccessDenied)]
    [InlineData(Role.StationHead, Role.Admin, null, RefusalCode.AccessDenied)]
    [InlineData(Role.Admin, Role.StationHead, "fucheng", null)]
    [InlineData(Role.Admin, Role.Admin, null, null)]
    [InlineData(Role.Admin, Role.Admin, "zhuoda", RefusalCode.InputInvalid)]
    [InlineData(Role.Admin, Role.Volunteer, null, RefusalCode.InputInvalid)]
    [InlineData(Role.Admin, Role.Resident, "zhuoda", RefusalCode.InputInvalid)]
    [InlineData(Role.Volunteer, Role.Volunteer, "zhuoda", RefusalCode.AccessDenied)]
    [InlineData(Role.Counsellor, Role.Volunteer, "zhuoda", RefusalCode.AccessDenied)]
    [InlineData(Role.Resident, Role.Volunteer, "zhuoda", RefusalCode.AccessDenied)]
    public void Grant_OfARole_IsBoundedByTheOwnRoleAndStation(Role own, Role role, string? station, RefusalCode? code) =>
        (Grants.Hinder(new Actor("x", own, own == Role.Admin ? null : "zhuoda"), role, station)?.Code).ShouldBe(code);

    [Theory]
    [InlineData(Role.StationHead)]
    [InlineData(Role.Counsellor)]
    [InlineData(Role.Coordinator)]
    public void Coordinator_HandlingAccountsAboveVolunteers_IsRefusedEverything(Role role)
    {
        var account = Account(role);

        StaffRules.IssueLink(account, new IssueLink(Coordinator, Link, false), Noon).Refused!.Code.ShouldBe(RefusalCode.AccessDenied);
        StaffRules.IssueCode(account, new IssueCode(Coordinator, "d", TimeSpan.FromMinutes(10)), Noon).Refused!.Code.ShouldBe(RefusalCode.AccessDenied);
        StaffRules.Assign(account, Coordinator, Role.Volunteer, "zhuoda", "s").Refused!.Code.ShouldBe(RefusalCode.AccessDenied);
        StaffRules.Close(account, Coordinator, "s").Refused!.Code.ShouldBe(RefusalCode.AccessDenied);
    }

    [Fact]
    public void Link_OfAReset_IsOverAfterSevenDaysAndAfterItsUse()
    {
        var issued = StaffRules.IssueLink(Account().WithApp(), new IssueLink(Coordinator, Link, SecondFactorToo: false), Noon).Next!;
        StaffRules.Find(issued, "link", Noon.AddDays(7)).ShouldBeNull();
        StaffRules.Find(issued, "other", Noon).ShouldBeNull();
        StaffRules.Find(issued, "link", Noon.AddDays(7).AddTicks(-1)).ShouldNotBeNull().Opens.ShouldBeFalse();

        var used = StaffRules.Redeem(issued, new Redeem("link", "stamp-2", "new hash", null), Noon).Next!;

        (used.PasswordHash, used.SecurityStamp, used.Link, used.Totp is null).ShouldBe(("new hash", "stamp-2", null, false));
        StaffRules.Redeem(used, new Redeem("link", "stamp-3", "third", null), Noon).Refused!.Code.ShouldBe(RefusalCode.LinkRefused);
    }

    [Fact]
    public void Reset_ForALostDevice_RemovesTheSecondFactorWhenItIsUsed()
    {
        var issued = StaffRules.IssueLink(Account().WithApp().WithPasskey(), new IssueLink(Head, Link, SecondFactorToo: true), Noon).Next!;
        issued.Totp.ShouldNotBeNull();

        var used = StaffRules.Redeem(issued, new Redeem("link", "stamp-2", null, Key("k2")), Noon).Next!;

        (used.Totp, used.Recovery).ShouldBe((null, null));
        used.Passkeys.ShouldHaveSingleItem().Id.ShouldBe("k2");
    }

    [Fact]
    public void Assignment_ToAnotherRole_EndsAllSessions()
    {
        var account = SessionRules.Open(Account(), Session(), Factor.Password, Noon);

        StaffRules.Assign(account, Head, Role.Coordinator, "zhuoda", "stamp-2").Next!.Sessions.ShouldBeEmpty();
        StaffRules.Assign(account, Head, Role.Volunteer, "zhuoda", "stamp-2").ShouldBe(AccountDecision.Nothing);
        StaffRules.Assign(account, Head, Role.StationHead, "zhuoda", "stamp-2").Refused!.Code.ShouldBe(RefusalCode.AccessDenied);
        StaffRules.Assign(account, Head, Role.Volunteer, "fucheng", "stamp-2").Refused!.Code.ShouldBe(RefusalCode.AccessStation);
    }

    [Fact]
    public void Account_ThatIsClosed_KeepsNoSecret()
    {
        var account = SessionRules.Open(Account().WithApp().WithPasskey().WithCode(), Session(), Factor.Password, Noon);

        var closed = StaffRules.Close(account, Head, "stamp-2").Next!;

        closed.Phase.ShouldBe(AccountPhase.Closed);
        (closed.PasswordHash, closed.Totp, closed.Recovery, closed.Code, closed.Link).ShouldBe(("", null, null, null, null));
        (closed.Passkeys.Length, closed.Sessions.Length).ShouldBe((0, 0));
        StaffRules.Close(closed, Head, "stamp-3").ShouldBe(AccountDecision.Nothing);
        StaffRules.IssueLink(closed, new IssueLink(Head, Link, false), Noon).Refused!.Code.ShouldBe(RefusalCode.AccountState);
    }

    [Fact]
    public void Account_OfOnesOwnOrTheDemonstration_IsNotHandledThisWay()
    {
        StaffRules.Close(Account() with { Name = Head.Account }, Head, "s").Refused!.Code.ShouldBe(RefusalCode.AccountOwn);
        StaffRules.Close(Account() with { Demo = true }, Head, "s").Refused!.Code.ShouldBe(RefusalCode.AccountDemo);
    }

    [Theory]
    [InlineData(Role.Volunteer, true, false, null)]
    [InlineData(Role.Volunteer, false, false, RefusalCode.AccountLastFactor)]
    [InlineData(Role.StationHead, true, false, RefusalCode.AccountLastFactor)]
    [InlineData(Role.StationHead, true, true, null)]
    public void Passkey_WithoutWhichNobodyGetsIn_Stays(Role role, bool password, bool app, RefusalCode? code)
    {
        var account = Account(role).WithPasskey() with { PasswordHash = password ? "hash" : "" };
        account = SessionRules.Open(app ? account.WithApp() : account, Session(), Factor.Passkey, Noon);

        (CredentialRules.RemovePasskey(account, "s1", "k1", Noon).Refused?.Code).ShouldBe(code);
    }

    [Fact]
    public void Enrolment_BesideASignInThatWaits_IsForTheFirstFactorOnly()
    {
        var command = new EnrolTotp(null, "stamp", Session(), "sealed", 7, new RecoverySet("salt", ["r"]));

        CredentialRules.EnrolTotp(Account(Role.StationHead), command, Noon).Next!.Sessions.ShouldHaveSingleItem();
        CredentialRules.EnrolTotp(Account(Role.StationHead).WithPasskey(), command, Noon).Refused!.Code.ShouldBe(RefusalCode.SessionRequired);
        CredentialRules.EnrolTotp(Account(Role.StationHead), command with { Stamp = "old" }, Noon).Refused!.Code.ShouldBe(RefusalCode.SessionRequired);
        CredentialRules.EnrolTotp(Account(Role.Volunteer), command, Noon).Refused!.Code.ShouldBe(RefusalCode.SessionRequired);
    }

    /// <summary>Or else who may handle a volunteer would come by the account of the head that the volunteer has become.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Link_IssuedBeforeAnAssignment_CountsNoLonger(bool invited)
    {
        var account = invited
            ? StaffRules.Invite("li.na", null, new Invite(Coordinator, "Li Na", Role.Volunteer, "zhuoda", "stamp", Link), Noon).Next!
            : StaffRules.IssueLink(Account(), new IssueLink(Coordinator, Link, SecondFactorToo: true), Noon).Next!;
        StaffRules.Find(account, "link", Noon).ShouldNotBeNull();

        var head = StaffRules.Assign(account, Admin, Role.StationHead, "zhuoda", "stamp-2").Next!;

        StaffRules.Find(head, "link", Noon).ShouldBeNull();
        StaffRules.Redeem(head, new Redeem("link", "stamp-3", "hash", null), Noon).Refused!.Code.ShouldBe(RefusalCode.LinkRefused);
    }

    [Fact]
    public void Reset_OfAnAccountWhoseOwnerSetsAPassword_CountsNoLonger()
    {
        var issued = StaffRules.IssueLink(Account(), new IssueLink(Head, Link, SecondFactorToo: true), Noon).Next!;
        var open = SessionRules.Open(issued, Session(), Factor.Password, Noon);

        var changed = CredentialRules.SetPassword(open, new SetPassword("s1", "new hash", "stamp-2"), Noon).Next!;

        StaffRules.Find(changed, "link", Noon).ShouldBeNull();
    }
}
