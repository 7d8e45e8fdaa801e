using System.Security.Claims;
using Dispatch.Contracts.Accounts;
using Dispatch.Web.Hosting;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;

namespace Dispatch.Web.Accounts;

/// <summary>Ends sessions whose account was closed, or whose stamp, role or station changed since the sign-in.</summary>
internal sealed class SessionCheck(IGrainFactory grains, IOptions<DispatchOptions> options) : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);
    private readonly MemoryCache _accounts = new(new MemoryCacheOptions { SizeLimit = 100_000 });

    /// <summary>Whether a session still stands. An answer may be 30 s old, so that not every call asks the account.</summary>
    public async ValueTask<bool> IsCurrentAsync(ClaimsPrincipal user)
    {
        if (user.Identity?.Name is not { Length: > 0 } name)
        {
            return false;
        }

        if (!_accounts.TryGetValue(name, out Account? account))
        {
            account = await grains.GetGrain<IAccountGrain>(name).GetAsync();
            _accounts.Set(name, account, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Fresh });
        }

        return account is { PasswordHash.Length: > 0 }
            && (options.Value.Demo.Enabled || !account.Demo)
            && account.SecurityStamp == user.FindFirstValue(Access.StampClaim)
            && account.Role.ToString() == user.FindFirstValue(ClaimTypes.Role)
            && account.StationId == user.FindFirstValue(Access.StationClaim);
    }

    public void Dispose() => _accounts.Dispose();
}
