using System.Threading.RateLimiting;
using Dispatch.Web.Hosting;
using Microsoft.Extensions.Options;

namespace Dispatch.Web.Requests;

/// <summary>
/// Divides a station's intake fairly among clients without a sign-in, so that no one of them, and no crowd of them, keeps the others out. One client
/// has its share of a station and no more. When the station has taken as much as it is meant to take in a minute, clients that have hardly asked yet
/// are still let in. Emergencies are counted apart and against their client alone: those of a new client always pass.
/// </summary>
internal sealed class FairShare : IDisposable
{
    /// <summary>A client that has asked fewer times than this within an hour is new (ours).</summary>
    private const int Newcomer = 3;

    private readonly PartitionedRateLimiter<string> _ordinary;
    private readonly PartitionedRateLimiter<string> _emergencies;
    private readonly PartitionedRateLimiter<string> _stations;
    private readonly PartitionedRateLimiter<string> _newcomers;

    public FairShare(IOptions<DispatchOptions> options)
    {
        var settings = options.Value.RateLimits;
        _ordinary = RateLimits.PerHour(settings, settings.IntakePerStationAndHour / 3, settings.IntakePerStationAndHour);
        _emergencies = RateLimits.PerHour(settings, settings.IntakePerStationAndHour / 3, settings.IntakePerStationAndHour);
        _stations = RateLimits.PerMinute(settings, settings.StationIntakePerMinute);
        _newcomers = RateLimits.PerHour(settings, Newcomer, Newcomer);
    }

    /// <summary>Takes one request of a client at a station; false: it is not let in now.</summary>
    public bool TryTake(string client, string station, bool emergency)
    {
        var share = $"{station}/{client}";
        if (emergency)
        {
            return RateLimits.TryTake(_emergencies, share);
        }

        var isNew = RateLimits.TryTake(_newcomers, share);
        return RateLimits.TryTake(_ordinary, share) && (RateLimits.TryTake(_stations, station) || isNew);
    }

    public void Dispose()
    {
        _ordinary.Dispose();
        _emergencies.Dispose();
        _stations.Dispose();
        _newcomers.Dispose();
    }
}
