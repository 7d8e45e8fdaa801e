using System.Security.Claims;
using Dispatch.Contracts.Accounts;
using Dispatch.Web.Hosting;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;

namespace Dispatch.Web.Accounts;

/// <summary>Ends sessions that were signed out, here or elsewhere, and those whose account was closed or has another stamp, role or station by now.</summary>
internal sealed class SessionCheck(IGrainFactory grains, IOptions<DispatchOptions> options, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);
    private readonly MemoryCache _sessions = new(new MemoryCacheOptions { SizeLimit = 100_000 });

    /// <summary>Whether a session still stands. An answer may be 30 s old, so that not every call asks the account.</summary>
    public async ValueTask<bool> IsCurrentAsync(ClaimsPrincipal user)
    {
        if (user.Identity?.Name is not { Length: > 0 } name || user.SessionId() is not { } session)
        {
            return false;
        }

        var now = clock.GetUtcNow();
        if (!_sessions.TryGetValue((name, session), out Looked? looked) || looked is null || now - looked.At >= Fresh || now < looked.At)
        {
            looked = new Looked(await grains.GetGrain<IAccountGrain>(name).CheckAsync(session), now);
            _sessions.Set((name, session), looked, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Fresh });
        }

        return looked.Account is { } account
            && (options.Value.Demo.Enabled || !account.Demo)
            && account.SecurityStamp == user.FindFirstValue(Access.StampClaim)
            && account.Role.ToString() == user.FindFirstValue(ClaimTypes.Role)
            && account.StationId == user.FindFirstValue(Access.StationClaim);
    }

    /// <summary>Asks the account again at the next call. Other processes do so within 30 s.</summary>
    public void Forget(string account, string sessionId) => _sessions.Remove((account, sessionId));

    public void Dispose() => _sessions.Dispose();

    private sealed record Looked(Account? Account, DateTimeOffset At);
}
