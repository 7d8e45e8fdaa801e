using Dispatch.Contracts;
using Dispatch.Contracts.Accounts;
using Dispatch.Contracts.Records;
using Dispatch.Domain.Accounts;
using Shouldly;
using static Dispatch.Domain.Tests.Accounts.Someone;

namespace Dispatch.Domain.Tests.Accounts;

public class SignInRulesTests
{
    [Theory]
    [InlineData(Role.Volunteer, false, false, SignInStep.Opened)]
    [InlineData(Role.Volunteer, true, false, SignInStep.SecondFactor)]
    [InlineData(Role.Volunteer, false, true, SignInStep.Opened)]
    [InlineData(Role.Coordinator, false, false, SignInStep.Opened)]
    [InlineData(Role.Coordinator, true, true, SignInStep.SecondFactor)]
    [InlineData(Role.Counsellor, false, false, SignInStep.Enrolment)]
    [InlineData(Role.Counsellor, false, true, SignInStep.SecondFactor)]
    [InlineData(Role.StationHead, false, false, SignInStep.Enrolment)]
    [InlineData(Role.StationHead, true, false, SignInStep.SecondFactor)]
    [InlineData(Role.Admin, false, false, SignInStep.Enrolment)]
    [InlineData(Role.Admin, true, true, SignInStep.SecondFactor)]
    public void Password_ThatFits_OpensOnlyWhatNeedsNoMore(Role role, bool app, bool passkey, SignInStep step)
    {
        var account = Account(role);
        account = app ? account.WithApp() : account;
        account = passkey ? account.WithPasskey() : account;

        var (decision, reached) = SignInRules.Judge(account, Password(), Noon);

        reached.ShouldBe(step);
        (decision.Next?.Sessions.Length ?? 0).ShouldBe(step == SignInStep.Opened ? 1 : 0);
    }

    [Fact]
    public void DemoAccount_OfAnyRole_NeedsThePasswordOnly() =>
        SignInRules.Judge(Account(Role.Admin) with { Demo = true }, Password(), Noon).Step.ShouldBe(SignInStep.Opened);

    [Theory]
    [InlineData(99L, false)]
    [InlineData(100L, false)]
    [InlineData(101L, true)]
    [InlineData(null, false)]
    public void Code_OfAnApp_CountsOnceAndNeverBackwards(long? step, bool opens)
    {
        var (decision, reached) = SignInRules.Judge(Account(Role.StationHead).WithApp(100), App(step), Noon);

        (reached == SignInStep.Opened).ShouldBe(opens);
        decision.Next!.Totp!.Step.ShouldBe(opens ? 101 : 100);
        decision.Next.Failures.ShouldBe(opens ? 0 : 1);
    }

    /// <summary>Or else somebody with the password could guess at codes without end.</summary>
    [Fact]
    public void Password_ThatFitsBetweenWrongCodes_EndsNoLock()
    {
        var account = Account(Role.Admin).WithApp();
        for (var guess = 0; guess < 5; guess++)
        {
            account = SignInRules.Judge(account, Password(), Noon).Decision.Next ?? account;
            account = SignInRules.Judge(account, App(null), Noon).Decision.Next!;
        }

        account.Failures.ShouldBe(5);
        account.LockedUntil.ShouldBe(Noon.AddSeconds(5));
        SignInRules.Judge(account, App(200), Noon).Decision.Refused!.Code.ShouldBe(RefusalCode.SessionRefused);
        SignInRules.Judge(account, App(200), Noon.AddSeconds(5)).Step.ShouldBe(SignInStep.Opened);
    }

    [Fact]
    public void RecoveryCode_UsedOnce_IsGone()
    {
        var (decision, step) = SignInRules.Judge(Account(Role.Admin).WithApp(), Recovery("r1"), Noon);

        step.ShouldBe(SignInStep.Opened);
        decision.Next!.Recovery!.Digests.ShouldBe(["r2"]);
        SignInRules.Judge(decision.Next, Recovery("r1"), Noon).Decision.Refused.ShouldNotBeNull();
        SignInRules.Judge(decision.Next, Recovery(null), Noon).Decision.Refused.ShouldNotBeNull();
    }

    [Fact]
    public void StationCode_MissedFiveTimes_IsDeadEvenWhenTyped()
    {
        var account = Account().WithCode();
        for (var guess = 0; guess < SignInRules.CodeMisses; guess++)
        {
            account = SignInRules.Judge(account, Code("wrong"), Noon).Decision.Next!;
        }

        account.Code.ShouldBeNull();
        SignInRules.Judge(account, Code("code"), Noon.AddMinutes(1)).Decision.Refused.ShouldNotBeNull();
    }

    [Theory]
    [InlineData(9, Role.Volunteer, true)]
    [InlineData(10, Role.Volunteer, false)]
    [InlineData(1, Role.Coordinator, false)]
    public void StationCode_InItsTenMinutes_OpensAVolunteersAccountOnce(int minutes, Role role, bool opens)
    {
        var (decision, step) = SignInRules.Judge(Account(role).WithCode(), Code("code"), Noon.AddMinutes(minutes));

        (step == SignInStep.Opened).ShouldBe(opens);
        decision.Next!.Code.ShouldBeNull();
    }

    [Fact]
    public void Passkey_OfALockedAccount_OpensItAndCountsEachChallengeOnce()
    {
        var account = Account(Role.Admin).WithPasskey() with { Failures = 9, LockedUntil = Noon.AddMinutes(5) };

        var (decision, step) = SignInRules.Judge(account, Passkey(), Noon);

        step.ShouldBe(SignInStep.Opened);
        decision.Next!.Failures.ShouldBe(0);
        SignInRules.Judge(decision.Next, Passkey(), Noon).Decision.Refused.ShouldNotBeNull();
        SignInRules.Judge(decision.Next, Passkey("t2", "k2"), Noon).Decision.Refused.ShouldNotBeNull();
        SignInRules.Judge(decision.Next, Passkey("t2"), Noon).Step.ShouldBe(SignInStep.Opened);
    }

    [Theory]
    [InlineData(AccountPhase.Invited, "stamp")]
    [InlineData(AccountPhase.Closed, "stamp")]
    [InlineData(AccountPhase.Open, "another")]
    public void Attempt_AtAnAccountThatIsNotOpenOrHasChanged_IsRefused(AccountPhase phase, string stamp) =>
        SignInRules.Judge(Account() with { Phase = phase, SecurityStamp = stamp }, Password(), Noon).Decision.Refused!.Code.ShouldBe(RefusalCode.SessionRefused);

    [Fact]
    public void Miss_ThatLocks_IsAnEventOfItsOwn()
    {
        var account = Account() with { Failures = 4 };

        SignInRules.Judge(account, Password(false), Noon).Decision.Events.ShouldHaveSingleItem().Action.ShouldBe(RecordActions.AccountLocked);
        SignInRules.Judge(account with { Failures = 3 }, Password(false), Noon).Decision.Events.ShouldBeEmpty();
    }
}
