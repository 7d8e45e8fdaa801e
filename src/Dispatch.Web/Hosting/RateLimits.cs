using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace Dispatch.Web.Hosting;

/// <summary>How often one client address may call: by policy on routes, and by hand where the hub takes a case code.</summary>
internal sealed class RateLimits(IOptions<DispatchOptions> options) : IDisposable
{
    public const string Intake = "intake";
    public const string SignIn = "sign-in";
    public const string Help = "help";

    private readonly PartitionedRateLimiter<HttpContext> _hub = PartitionedRateLimiter.Create<HttpContext, string>(
        context => Partition(options.Value.RateLimits, options.Value.RateLimits.HelpPerMinute, context));

    /// <summary>Takes one call with a case code over the hub; false: this address has had its share for now.</summary>
    public bool TryTakeFollow(HttpContext? context)
    {
        if (context is null)
        {
            return false;
        }

        using var lease = _hub.AttemptAcquire(context);
        return lease.IsAcquired;
    }

    public void Dispose() => _hub.Dispose();

    public static void Add(IServiceCollection services, RateLimitOptions settings)
    {
        services.AddSingleton<RateLimits>();
        services.AddRateLimiter(limiter =>
        {
            limiter.AddPolicy(Intake, context => Partition(settings, settings.IntakePerMinute, context));
            limiter.AddPolicy(SignIn, context => Partition(settings, settings.SignInPerMinute, context));
            limiter.AddPolicy(Help, context => Partition(settings, settings.HelpPerMinute, context));
            limiter.OnRejected = (rejected, _) =>
                new ValueTask(Problems.WriteAsync(rejected.HttpContext, new Refusal(RefusalCode.LimitRate, "This address has called too often.")));
        });
    }

    private static RateLimitPartition<string> Partition(RateLimitOptions settings, int perMinute, HttpContext context) => settings.Enabled
        ? RateLimitPartition.GetTokenBucketLimiter(context.Connection.RemoteIpAddress?.ToString() ?? "local", _ => Bucket(perMinute))
        : RateLimitPartition.GetNoLimiter("off");

    /// <summary>A minute's share may be used at once, then it comes back bit by bit.</summary>
    private static TokenBucketRateLimiterOptions Bucket(int perMinute) => new()
    {
        TokenLimit = perMinute,
        TokensPerPeriod = Math.Max(1, perMinute / 60),
        ReplenishmentPeriod = TimeSpan.FromSeconds(perMinute >= 60 ? 1 : 60.0 / perMinute),
        QueueLimit = 0,
    };
}
