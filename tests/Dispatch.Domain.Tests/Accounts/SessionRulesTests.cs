using Dispatch.Contracts;
using Dispatch.Contracts.Accounts;
using Dispatch.Domain.Accounts;
using Shouldly;
using static Dispatch.Domain.Tests.Accounts.Someone;

namespace Dispatch.Domain.Tests.Accounts;

public class SessionRulesTests
{
    [Fact]
    public void Session_OpenedInABrowserThatHeldOne_TakesItsPlace()
    {
        var account = SessionRules.Open(Account(), Session("s1"), Factor.Password, Noon);

        SessionRules.Open(account, Session("s2") with { Replaces = "s1" }, Factor.Password, Noon).Sessions.Select(it => it.Id).ShouldBe(["s2"]);
    }

    [Fact]
    public void Sessions_BeyondTheMost_LoseTheOneNotSeenForLongest()
    {
        var account = Account();
        for (var at = 0; at <= SessionRules.Most; at++)
        {
            account = SessionRules.Open(account, Session($"s{at}"), Factor.Password, Noon.AddMinutes(at));
        }

        account.Sessions.Length.ShouldBe(SessionRules.Most);
        account.Sessions.ShouldNotContain(it => it.Id == "s0");
    }

    [Theory]
    [InlineData(13, 0, true)]
    [InlineData(14, 0, false)]
    [InlineData(14, 10, true)]
    [InlineData(71, 70, true)]
    [InlineData(72, 71, false)]
    public void Session_LeftAloneOrTooOld_StandsNoMore(int now, int seen, bool stands)
    {
        var session = SessionRules.Open(Account(), Session(), Factor.Password, Noon).Sessions[0];

        SessionRules.Stands(session, Noon.AddHours(seen), Noon.AddHours(now)).ShouldBe(stands);
    }

    [Theory]
    [InlineData("s1", 9, false)]
    [InlineData("s1", 10, true)]
    [InlineData("s2", 1, true)]
    [InlineData(null, 1, true)]
    public void Change_OfASecret_NeedsASessionOfTheLastMinutes(string? session, int minutes, bool stale)
    {
        var account = SessionRules.Open(Account(), Session(), Factor.Password, Noon);

        (SessionRules.Stale(account, session, Noon.AddMinutes(minutes))?.Code == RefusalCode.SessionProofRequired).ShouldBe(stale);
    }

    [Fact]
    public void Password_ThatChanges_EndsTheOtherSessions()
    {
        var account = SessionRules.Open(SessionRules.Open(Account(), Session("s1"), Factor.Password, Noon), Session("s2"), Factor.Password, Noon);

        var next = CredentialRules.SetPassword(account, new SetPassword("s2", "other hash", "stamp-2"), Noon).Next!;

        next.Sessions.Select(it => it.Id).ShouldBe(["s2"]);
        next.SecurityStamp.ShouldBe("stamp-2");
    }

    [Fact]
    public void OldRow_WithoutSessions_TakesItsFirst() =>
        SessionRules.Open(AccountRecord.Of(new Account("a", "A", Role.Volunteer, "zhuoda", "hash", "stamp")), Session(), Factor.Password, Noon)
            .Sessions.ShouldHaveSingleItem().EndsAt.ShouldBe(Noon.AddHours(72));
}
