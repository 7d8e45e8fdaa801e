using Dispatch.Contracts;
using Dispatch.Contracts.Accounts;
using Dispatch.Contracts.Records;
using Dispatch.Contracts.Requests;
using Dispatch.Domain.Accounts;
using Dispatch.Domain.Requests;
using Request = Dispatch.Domain.Requests.Request;
using StaffRules = Dispatch.Domain.Accounts.StaffRules;

namespace Dispatch.Domain.Privacy;

/// <summary>Ends what nobody ends, so that its retention begins: each by itself, when the walk of the record has come to it.</summary>
public static class LapseRules
{
    /// <summary>A request that stayed unfilled since the cutoff is cancelled; itself when it is not, or somebody still serves it.</summary>
    public static Request Unfilled(Request request, DateTimeOffset cutoff, DateTimeOffset now) =>
        request.State == RequestState.Unfilled && Since(request) <= cutoff && !request.Standing().Any()
            ? ProgressRules.Close(request, RequestState.Cancelled, "cancelled", Actor.System.Account, null, now)
            : request;

    /// <summary>An account that was never opened, and whose last link was out of use for as long as a link lives at most, is closed.</summary>
    public static AccountDecision Invitation(AccountRecord account, DateTimeOffset now) =>
        account is { Phase: AccountPhase.Invited, Demo: false } && (account.Link is not { } link || link.ExpiresAt + StaffRules.LongestLink <= now)
            ? AccountDecision.To(StaffRules.Closed(account, account.SecurityStamp), new AccountEvent(RecordActions.AccountClosed, Actor.System))
            : AccountDecision.Nothing;

    /// <summary>Each time that a request becomes unfilled it is entered in the record, so the walk comes to it after the last of them too.</summary>
    private static DateTimeOffset Since(Request request) =>
        request.Timeline.LastOrDefault(entry => entry.What is "unfilled" or "not-kept")?.At ?? request.Need.SubmittedAt;
}
