using Dispatch.Contracts.Accounts;
using Dispatch.Domain.Accounts;
using Dispatch.Web.Demo;
using Dispatch.Web.Stations;
using Microsoft.AspNetCore.Identity;

namespace Dispatch.Web.Accounts;

/// <summary>Identity's hasher, except that demonstration accounts share one password which is never stored with them.</summary>
internal sealed class Passwords(DemoPassword demo, CommonWords common, StationList stations)
{
    private static readonly Account Nobody = new("nobody", "", Role.Resident, null, "", "");

    private readonly PasswordHasher<Account> _hasher = new();
    private string? _nobodys;

    public string Hash(Account account, string password) => _hasher.HashPassword(account, password);

    /// <summary>Whether a normal password is the account's.</summary>
    public bool Fits(Account account, string password)
    {
        if (account.Demo && account.PasswordHash == DemoPassword.SharedHash)
        {
            return demo.Fits(password);
        }

        if (account.PasswordHash.Length == 0)
        {
            FitNobody(password);
            return false;
        }

        return _hasher.VerifyHashedPassword(account, account.PasswordHash, password) != PasswordVerificationResult.Failed;
    }

    /// <summary>Takes as long as a look at somebody's password.</summary>
    public void FitNobody(string password) =>
        _hasher.VerifyHashedPassword(Nobody, _nobodys ??= _hasher.HashPassword(Nobody, Secrets.Token()), password);

    /// <summary>Why an account may not take a normal password; null: it may.</summary>
    public async ValueTask<Refusal?> RefuseAsync(Account account, string? password)
    {
        var names = new List<string> { account.Name, account.DisplayName, "communitycare", "dispatch", "社区关爱调度" };
        if (account.StationId is { } id && await stations.FindAsync(id) is { } station)
        {
            names.AddRange([station.Id, station.NameEn, station.NameZh]);
        }

        return PasswordRules.Refuse(password, common, names);
    }
}
