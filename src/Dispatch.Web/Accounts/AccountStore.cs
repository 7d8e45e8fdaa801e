using System.Buffers.Text;
using Dispatch.Contracts.Accounts;
using Microsoft.AspNetCore.Identity;

namespace Dispatch.Web.Accounts;

/// <summary>Open accounts and their passkeys for Identity's handler, which only reads: an account changes by its own commands.</summary>
internal sealed class AccountStore(IGrainFactory grains) : IUserPasskeyStore<SignIn>
{
    private static NotSupportedException Changed => new("Accounts change by the commands of their grain, which counts, bounds and records.");

    public async Task<SignIn?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) =>
        AccountNames.IsName(normalizedUserName)
        && await grains.GetGrain<IAccountGrain>(normalizedUserName).CredentialsAsync() is { Account.Phase: AccountPhase.Open } found
            ? new SignIn(found)
            : null;

    public Task<SignIn?> FindByIdAsync(string userId, CancellationToken cancellationToken) => FindByNameAsync(userId, cancellationToken);

    /// <summary>Passkeys are found by their account, which discoverable ones name, so an id that two accounts shared would do no harm.</summary>
    public Task<SignIn?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken) => Task.FromResult<SignIn?>(null);

    public Task<IList<UserPasskeyInfo>> GetPasskeysAsync(SignIn user, CancellationToken cancellationToken) =>
        Task.FromResult<IList<UserPasskeyInfo>>([.. user.Passkeys.Select(Ceremonies.InfoOf)]);

    public Task<UserPasskeyInfo?> FindPasskeyAsync(SignIn user, byte[] credentialId, CancellationToken cancellationToken)
    {
        var id = Base64Url.EncodeToString(credentialId);
        return Task.FromResult(user.Passkeys.FirstOrDefault(it => it.Id == id) is { } found ? Ceremonies.InfoOf(found) : null);
    }

    public Task<string> GetUserIdAsync(SignIn user, CancellationToken cancellationToken) => Task.FromResult(user.Account.Name);

    public Task<string?> GetUserNameAsync(SignIn user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Account.Name);

    public Task<string?> GetNormalizedUserNameAsync(SignIn user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Account.Name);

    public Task AddOrUpdatePasskeyAsync(SignIn user, UserPasskeyInfo passkey, CancellationToken cancellationToken) => throw Changed;

    public Task RemovePasskeyAsync(SignIn user, byte[] credentialId, CancellationToken cancellationToken) => throw Changed;

    public Task SetUserNameAsync(SignIn user, string? userName, CancellationToken cancellationToken) => throw Changed;

    public Task SetNormalizedUserNameAsync(SignIn user, string? normalizedName, CancellationToken cancellationToken) => throw Changed;

    public Task<IdentityResult> CreateAsync(SignIn user, CancellationToken cancellationToken) => throw Changed;

    public Task<IdentityResult> UpdateAsync(SignIn user, CancellationToken cancellationToken) => throw Changed;

    public Task<IdentityResult> DeleteAsync(SignIn user, CancellationToken cancellationToken) => throw Changed;

    public void Dispose()
    {
        // Nothing is held: grains belong to the runtime.
    }
}
