namespace Dispatch.Contracts.Accounts;

/// <summary>Something that happened to an account and that its owner is told, whoever did it.</summary>
/// <param name="Number">Counts from 1 for each account.</param>
/// <param name="Action">What happened, as the service record spells it, such as <c>account.password-changed</c>.</param>
/// <param name="At">When.</param>
/// <param name="By">The account that did it, often the own; <c>system</c> for the product itself.</param>
/// <param name="Facet">What the record says beside it, such as the role or the factor; null: nothing.</param>
/// <param name="Device">Of a sign-in: browser and system, coarse; else null.</param>
[GenerateSerializer, Immutable, Alias("dispatch.account-notice")]
public sealed record AccountNotice(int Number, string Action, DateTimeOffset At, string By, string? Facet = null, string? Device = null);

/// <summary>Whoever shows notices. It is told that there are new ones and asks for them itself, so that nothing is shown that may no longer be seen.</summary>
[Alias("dispatch.notice-observer")]
public interface INoticeObserver : IGrainObserver
{
    /// <summary>Notices came.</summary>
    /// <param name="of">Whose: <c>account/NAME</c>, <c>station/ID</c> or <c>care/NAME</c>.</param>
    [Alias("came")]
    void NoticeCame(string of);
}
