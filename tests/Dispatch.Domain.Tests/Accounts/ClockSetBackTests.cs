using Dispatch.Contracts;
using Dispatch.Contracts.Accounts;
using Dispatch.Domain.Accounts;
using Shouldly;
using static Dispatch.Domain.Tests.Accounts.Someone;

namespace Dispatch.Domain.Tests.Accounts;

/// <summary>A clock that is set back begins nothing again that is over, and makes nothing long that is short.</summary>
public class ClockSetBackTests
{
    private static readonly DateTimeOffset Before = Noon.AddDays(-60);

    [Fact]
    public void Lock_AfterTheClockWasSetBack_ShutsNobodyOutForHours()
    {
        var locked = Account() with { Failures = 20, LockedUntil = Noon.AddMinutes(15) };
        SignInRules.Judge(locked, Password(), Noon).Step.ShouldBeNull();

        SignInRules.Judge(locked, Password(), Noon.AddHours(-6)).Step.ShouldBe(SignInStep.Opened);
    }

    [Fact]
    public void Lock_AfterTheClockWasSetBack_ComesAgainWithTheNextMiss()
    {
        var locked = Account() with { Failures = 20, LockedUntil = Noon.AddMinutes(15) };

        var missed = SignInRules.Judge(locked, Password(fits: false), Noon.AddHours(-6)).Decision.Next!;

        missed.Failures.ShouldBe(21);
        SignInRules.Judge(missed, Password(), Noon.AddHours(-6)).Step.ShouldBeNull();
    }

    [Fact]
    public void StationCode_AfterTheClockWasSetBack_CountsNoLonger() =>
        SignInRules.Judge(Account().WithCode(), Code("code"), Noon.AddHours(-6)).Step.ShouldBeNull();

    [Fact]
    public void Link_AfterTheClockWasSetBack_OpensNothing()
    {
        var issued = StaffRules.IssueLink(Account(), new IssueLink(Head, new NewLink("link", TimeSpan.FromDays(7)), false), Noon).Next!;

        StaffRules.Find(issued, "link", Noon).ShouldNotBeNull();
        StaffRules.Find(issued, "link", Before).ShouldBeNull();
    }

    [Fact]
    public void Session_AfterTheClockWasSetBack_IsNotFreshAgain()
    {
        var account = SessionRules.Open(Account(), Session(), Factor.Password, Noon);

        SessionRules.Stale(account, "s1", Noon.AddSeconds(-30)).ShouldBeNull("clocks of two processes differ a little");
        SessionRules.Stale(account, "s1", Noon.AddHours(-1))!.Code.ShouldBe(RefusalCode.SessionProofRequired);
    }
}
