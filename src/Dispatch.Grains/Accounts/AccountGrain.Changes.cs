using Dispatch.Contracts;
using Dispatch.Contracts.Accounts;
using Dispatch.Domain.Accounts;

namespace Dispatch.Grains.Accounts;

/// <summary>Changes by the account's owner and by staff.</summary>
internal sealed partial class AccountGrain
{
    public Task<Reply> SetPasswordAsync(SetPassword command) => DecideAsync(account => CredentialRules.SetPassword(account, command, Now));

    public Task<Reply> EnrolTotpAsync(EnrolTotp command) => DecideAsync(account => CredentialRules.EnrolTotp(account, command, Now));

    public Task<Reply> RenewRecoveryAsync(string sessionId, RecoverySet recovery) =>
        DecideAsync(account => CredentialRules.RenewRecovery(account, sessionId, recovery, Now));

    public Task<Reply> AddPasskeyAsync(AddPasskey command) => DecideAsync(account => CredentialRules.AddPasskey(account, command, Now));

    public Task<Reply> NamePasskeyAsync(string passkeyId, string name) => DecideAsync(account => CredentialRules.NamePasskey(account, passkeyId, name));

    public Task<Reply> RemovePasskeyAsync(string sessionId, string passkeyId) =>
        DecideAsync(account => CredentialRules.RemovePasskey(account, sessionId, passkeyId, Now));

    public Task<Reply> InviteAsync(Invite command) => ApplyAsync(StaffRules.Invite(Id, State, command, Now));

    public Task<Reply> IssueLinkAsync(IssueLink command) => DecideAsync(account => StaffRules.IssueLink(account, command, Now));

    public Task<Reply<LinkFacts>> LinkAsync(string digest) => Task.FromResult<Reply<LinkFacts>>(StaffRules.Find(State, digest, Now) is { } found
        ? found
        : new Refusal(RefusalCode.LinkRefused, $"The link of account '{Id}' was used, replaced, or has expired."));

    public Task<Reply> RedeemAsync(Redeem command) => DecideAsync(account => StaffRules.Redeem(account, command, Now));

    public Task<Reply> IssueCodeAsync(IssueCode command) => DecideAsync(account => StaffRules.IssueCode(account, command, Now));

    public Task<Reply> AssignAsync(Actor actor, Role role, string? stationId, string stamp) =>
        DecideAsync(account => StaffRules.Assign(account, actor, role, stationId, stamp));

    public Task<Reply> CloseAsync(Actor actor, string stamp) => DecideAsync(account => StaffRules.Close(account, actor, stamp));
}
