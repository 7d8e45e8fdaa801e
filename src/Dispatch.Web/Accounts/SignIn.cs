using Dispatch.Contracts.Accounts;

namespace Dispatch.Web.Accounts;

/// <summary>An account as Identity handles it: its setters replace the record, and the store puts the whole.</summary>
internal sealed class SignIn(Account account)
{
    public Account Account { get; set; } = account;

    /// <summary>The stamp under which it was read; a change in between is noticed by it.</summary>
    public string ReadStamp { get; set; } = account.SecurityStamp;
}
