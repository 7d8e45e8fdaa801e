using Dispatch.Contracts.Accounts;

namespace Dispatch.Web.Accounts;

/// <summary>An account as Identity's passkey handler sees it.</summary>
internal sealed class SignIn(Credentials credentials)
{
    public Account Account => credentials.Account;

    public IEnumerable<Passkey> Passkeys => credentials.Passkeys;
}
