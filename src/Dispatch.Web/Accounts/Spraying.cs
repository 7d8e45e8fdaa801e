using Dispatch.Web.Hosting;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;

namespace Dispatch.Web.Accounts;

/// <summary>Stops one client that tries a few secrets at each of many accounts, which the accounts themselves cannot see.</summary>
/// <remarks>Only misses count, so that a station behind one address signs in as often as it likes. Each web process counts for itself.</remarks>
internal sealed class Spraying(IOptions<DispatchOptions> options, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);
    private readonly MemoryCache _clients = new(new MemoryCacheOptions { SizeLimit = 100_000 });

    /// <summary>Null when the client may try, else the refusal, with the time to wait in the answer's head.</summary>
    public Refusal? Hinder(HttpContext context)
    {
        if (!options.Value.RateLimits.Enabled || !_clients.TryGetValue(RateLimits.Client(context), out Misses? misses) || misses is null)
        {
            return null;
        }

        var now = clock.GetUtcNow();
        lock (misses)
        {
            if (now - misses.Since >= Window || misses.Count < options.Value.RateLimits.SignInMisses)
            {
                return null;
            }

            var wait = (int)Math.Ceiling((misses.Since + Window - now).TotalSeconds);
            context.Response.Headers.RetryAfter = wait.ToString(System.Globalization.CultureInfo.InvariantCulture);
            return new Refusal(RefusalCode.LimitRate, "This address has missed too often, over all accounts.");
        }
    }

    public void Missed(HttpContext context)
    {
        var misses = _clients.GetOrCreate(RateLimits.Client(context), entry =>
        {
            entry.Size = 1;
            entry.SlidingExpiration = Window;
            return new Misses();
        })!;
        var now = clock.GetUtcNow();
        lock (misses)
        {
            if (now - misses.Since >= Window)
            {
                (misses.Since, misses.Count) = (now, 0);
            }

            misses.Count++;
        }
    }

    public void Dispose() => _clients.Dispose();

    private sealed class Misses
    {
        public DateTimeOffset Since { get; set; }

        public int Count { get; set; }
    }
}
