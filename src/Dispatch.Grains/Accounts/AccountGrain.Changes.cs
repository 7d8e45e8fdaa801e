using System.Collections.Immutable;
using Dispatch.Contracts;
using Dispatch.Contracts.Accounts;
using Dispatch.Contracts.Privacy;
using Dispatch.Contracts.Records;
using Dispatch.Domain.Accounts;
using Dispatch.Domain.Privacy;

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

    public Task<ImmutableArray<AccountNotice>> NoticesAsync() =>
        Task.FromResult<ImmutableArray<AccountNotice>>(State is { } account ? [.. account.Notices.Reverse()] : []);

    public Task<Reply> NoticesSeenAsync(int number) => DecideAsync(account => AccountNotices.Seen(account, number));

    public Task HearAsync(INoticeObserver observer) => _listeners.HearAsync(observer);

    public Task UnhearAsync(INoticeObserver observer) => _listeners.UnhearAsync(observer);

    public Task<Reply> AssignAsync(Actor actor, Role role, string? stationId, string stamp) =>
        DecideAsync(account => StaffRules.Assign(account, actor, role, stationId, stamp));

    public Task<Reply> CloseAsync(Actor actor, string stamp) => DecideAsync(account => StaffRules.Close(account, actor, stamp));

    public async Task<Reply<AccountExport>> ExportAsync()
    {
        var reply = await DecideAsync(account => AccountDecision.To(account, SessionRules.By(account, RecordActions.DataExported)));
        return reply.Refused is { } refused ? refused : AccountErasure.Export(State!);
    }

    public Task<Reply> MayEraseAsync(Actor actor, string? sessionId) => Task.FromResult<Reply>(
        State is not { } account ? Unknown
        : AccountErasure.Erase(Sighted(account), actor, sessionId, account.SecurityStamp, Now).Refused is { } refused ? refused
        : Reply.Done);

    public Task<Reply> EraseAsync(Actor actor, string? sessionId, string stamp) =>
        DecideAsync(account => AccountErasure.Erase(account, actor, sessionId, stamp, Now));

    public async Task<bool> LapseAsync()
    {
        var known = State;
        await DecideAsync(account => LapseRules.Invitation(account, Now));
        return known is { Phase: AccountPhase.Invited } && State is { Phase: AccountPhase.Closed };
    }

    public async Task<bool> PurgeAsync()
    {
        var known = State;
        if (known is not { Phase: AccountPhase.Closed, ErasedAt: null })
        {
            return false;
        }

        return (await DecideAsync(account => AccountErasure.Erase(account, Actor.System, null, account.SecurityStamp, Now))).Refused is null;
    }
}
