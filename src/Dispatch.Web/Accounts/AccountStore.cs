using Dispatch.Contracts.Accounts;
using Microsoft.AspNetCore.Identity;

namespace Dispatch.Web.Accounts;

/// <summary>Identity's user store over account grains.</summary>
internal sealed class AccountStore(IGrainFactory grains) : IUserPasswordStore<SignIn>, IUserSecurityStampStore<SignIn>
{
    public async Task<SignIn?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) =>
        await Grain(normalizedUserName).GetAsync() is { } account ? new SignIn(account) : null;

    public Task<SignIn?> FindByIdAsync(string userId, CancellationToken cancellationToken) => FindByNameAsync(userId, cancellationToken);

    public Task<IdentityResult> CreateAsync(SignIn user, CancellationToken cancellationToken) => PutAsync(user, ifStamp: null);

    public Task<IdentityResult> UpdateAsync(SignIn user, CancellationToken cancellationToken) => PutAsync(user, user.ReadStamp);

    public Task<IdentityResult> DeleteAsync(SignIn user, CancellationToken cancellationToken)
    {
        // An account is closed, never deleted: what it did stays attributable. Without a hash no password fits.
        user.Account = user.Account with { PasswordHash = "" };
        return PutAsync(user, user.ReadStamp);
    }

    public Task<string> GetUserIdAsync(SignIn user, CancellationToken cancellationToken) => Task.FromResult(user.Account.Name);

    public Task<string?> GetUserNameAsync(SignIn user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Account.Name);

    public Task<string?> GetNormalizedUserNameAsync(SignIn user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Account.Name);

    public Task<string?> GetPasswordHashAsync(SignIn user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Account.PasswordHash);

    public Task<bool> HasPasswordAsync(SignIn user, CancellationToken cancellationToken) => Task.FromResult(user.Account.PasswordHash.Length > 0);

    public Task<string?> GetSecurityStampAsync(SignIn user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Account.SecurityStamp);

    public Task SetUserNameAsync(SignIn user, string? userName, CancellationToken cancellationToken) =>
        Set(user, user.Account with { Name = userName ?? "" });

    public Task SetNormalizedUserNameAsync(SignIn user, string? normalizedName, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task SetPasswordHashAsync(SignIn user, string? passwordHash, CancellationToken cancellationToken) =>
        Set(user, user.Account with { PasswordHash = passwordHash ?? "" });

    public Task SetSecurityStampAsync(SignIn user, string stamp, CancellationToken cancellationToken) =>
        Set(user, user.Account with { SecurityStamp = stamp });

    public void Dispose()
    {
        // Nothing is held: grains belong to the runtime.
    }

    private static Task Set(SignIn user, Account account)
    {
        user.Account = account;
        return Task.CompletedTask;
    }

    private async Task<IdentityResult> PutAsync(SignIn user, string? ifStamp)
    {
        var reply = await Grain(user.Account.Name).PutAsync(user.Account, ifStamp);
        if (reply.Refused is { } refused)
        {
            return IdentityResult.Failed(new IdentityError { Code = refused.Code.Wire(), Description = refused.Detail });
        }

        user.ReadStamp = user.Account.SecurityStamp;
        return IdentityResult.Success;
    }

    private IAccountGrain Grain(string name) => grains.GetGrain<IAccountGrain>(name);
}
