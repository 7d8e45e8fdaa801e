using System.Diagnostics;
using Dispatch.Web.Hosting;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;

namespace Dispatch.Web.Live;

/// <summary>Cuts off a connection that calls faster than any screen does.</summary>
internal sealed class HubPace(IOptions<DispatchOptions> options) : IHubFilter
{
    private const int BurstSeconds = 5;
    private readonly RateLimitOptions _settings = options.Value.RateLimits;

    public ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        if (!_settings.Enabled || BucketOf(invocationContext.Context).TryTake(_settings.HubCallsPerSecond))
        {
            return next(invocationContext);
        }

        invocationContext.Context.Abort();
        throw new HubException(RefusalCode.LimitRate.Wire());
    }

    private Bucket BucketOf(HubCallerContext context)
    {
        if (context.Items.TryGetValue(typeof(Bucket), out var held) && held is Bucket bucket)
        {
            return bucket;
        }

        var made = new Bucket(_settings.HubCallsPerSecond * BurstSeconds);
        context.Items[typeof(Bucket)] = made;
        return made;
    }

    /// <summary>Calls of one connection come one after another, so nothing needs guarding.</summary>
    private sealed class Bucket(int most)
    {
        private double _left = most;
        private long _at = Stopwatch.GetTimestamp();

        public bool TryTake(int perSecond)
        {
            var now = Stopwatch.GetTimestamp();
            _left = Math.Min(most, _left + (Stopwatch.GetElapsedTime(_at, now).TotalSeconds * perSecond));
            _at = now;
            return _left >= 1 && _left-- >= 1;
        }
    }
}
