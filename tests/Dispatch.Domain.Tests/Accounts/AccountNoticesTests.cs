using System.Collections.Immutable;
using Dispatch.Contracts;
using Dispatch.Contracts.Accounts;
using Dispatch.Contracts.Records;
using Dispatch.Domain.Accounts;
using Shouldly;
using static Dispatch.Domain.Tests.Accounts.Someone;

namespace Dispatch.Domain.Tests.Accounts;

/// <summary>What the owner of an account is told.</summary>
public class AccountNoticesTests
{
    public static TheoryData<string> Tellings() =>
    [
        RecordActions.AccountAssigned, RecordActions.AccountLocked, RecordActions.AccountFactorEnrolled, RecordActions.AccountRecoveryRenewed,
        RecordActions.AccountPasskeyAdded, RecordActions.AccountPasskeyRemoved, RecordActions.AccountPasswordChanged, RecordActions.AccountResetIssued,
        RecordActions.AccountCodeIssued,
    ];

    [Theory]
    [MemberData(nameof(Tellings))]
    public void Change_OfTheWaysIn_IsToldToTheOwnerWhoeverMadeIt(string action)
    {
        var notice = Note(Account(), Account(), new AccountEvent(action, Head, "why")).Notices.ShouldHaveSingleItem();

        notice.ShouldBe(new AccountNotice(1, action, Noon, Head.Account, "why"));
    }

    [Fact]
    public void SignIn_FromADeviceNeverUsedBefore_IsToldAndFromAKnownOneIsNot()
    {
        var first = SignIn(Account(), "firefox/linux");
        var again = SignIn(first, "firefox/linux");
        var strange = SignIn(again, "chrome/android");

        first.Notices.ShouldBeEmpty();
        again.Notices.ShouldBeEmpty();
        var notice = strange.Notices.ShouldHaveSingleItem();
        (notice.Action, notice.Device, notice.Facet).ShouldBe((RecordActions.AccountSignedIn, "chrome/android", "password"));
        SignIn(strange, "chrome/android").Notices.Length.ShouldBe(1);
    }

    [Fact]
    public void SignIn_AfterAnUpgrade_KnowsTheDevicesOfTheSessionsThatStand()
    {
        var old = SessionRules.Open(Account(), Session() with { Device = "safari/ios" }, Factor.Password, Noon);

        SignIn(old, "safari/ios").Notices.ShouldBeEmpty();
        SignIn(old, "other/other").Notices.Length.ShouldBe(1);
    }

    [Fact]
    public void Sessions_EndedEverywhere_AreToldAndOneSignOutIsNot()
    {
        Note(Account(), Account(), new AccountEvent(RecordActions.AccountSignedOut, Head, "one")).Notices.ShouldBeEmpty();
        Note(Account(), Account(), new AccountEvent(RecordActions.AccountSignedOut, Head, "all")).Notices.Length.ShouldBe(1);
    }

    [Fact]
    public void DemoAccount_WhichManyShare_IsToldNothing() =>
        Note(Account() with { Demo = true }, Account() with { Demo = true }, new AccountEvent(RecordActions.AccountLocked, Head)).Notices.ShouldBeEmpty();

    [Fact]
    public void Notices_BeyondTheMost_LoseTheOldestAndKeepTheirNumbers()
    {
        var account = Account();
        for (var at = 0; at < AccountNotices.Most + 5; at++)
        {
            account = Note(account, account, new AccountEvent(RecordActions.AccountCodeIssued, Head));
        }

        account.Notices.Select(it => it.Number).ShouldBe(Enumerable.Range(6, AccountNotices.Most));
    }

    [Fact]
    public void Locks_HoweverManyAStrangerBringsAbout_AreToldOnceAndPushOutNothing()
    {
        var account = Note(Account(), Account(), new AccountEvent(RecordActions.AccountPasswordChanged, Head));
        for (var at = 0; at < 2 * AccountNotices.Most; at++)
        {
            account = AccountNotices.Note(account, account, [new AccountEvent(RecordActions.AccountLocked, Actor.System)], Noon.AddMinutes(at));
        }

        account.Notices.Select(it => it.Action).ShouldBe([RecordActions.AccountPasswordChanged, RecordActions.AccountLocked]);
        (account.Notices[1].Number, account.Notices[1].At).ShouldBe(((2 * AccountNotices.Most) + 1, Noon.AddMinutes((2 * AccountNotices.Most) - 1)));
    }

    [Fact]
    public void Notice_ThatWasSeen_GoesWithThoseBeforeIt()
    {
        var account = Account();
        for (var at = 0; at < 3; at++)
        {
            account = Note(account, account, new AccountEvent(RecordActions.AccountCodeIssued, Head));
        }

        AccountNotices.Seen(account, 2).Next!.Notices.ShouldHaveSingleItem().Number.ShouldBe(3);
        AccountNotices.Seen(account, 0).ShouldBe(AccountDecision.Nothing);
    }

    private static AccountRecord SignIn(AccountRecord account, string device)
    {
        var (decision, _) = SignInRules.Judge(account, Password() with { Session = Session(device) with { Device = device } }, Noon);
        return AccountNotices.Note(account, decision.Next!, decision.Events, Noon);
    }

    private static AccountRecord Note(AccountRecord before, AccountRecord next, params ImmutableArray<AccountEvent> events) =>
        AccountNotices.Note(before, next, events, Noon);
}
