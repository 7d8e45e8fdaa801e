using Dispatch.Sealing.Keys;
using Microsoft.Extensions.Options;

namespace Dispatch.Web.Hosting;

/// <summary>Checks the settings at start and names every fault at once, with the way out.</summary>
internal sealed class DispatchOptionsValidator : IValidateOptions<DispatchOptions>
{
    public ValidateOptionsResult Validate(string? name, DispatchOptions options)
    {
        var faults = Faults(options).ToList();
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> Faults(DispatchOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.DataDirectory))
        {
            yield return "Dispatch:DataDirectory is empty. Give a directory that this process may write, or leave the setting out.";
        }

        if (!options.IsCluster && !string.Equals(options.Mode, "Standalone", StringComparison.OrdinalIgnoreCase))
        {
            yield return $"Dispatch:Mode is '{options.Mode}'. Set it to Standalone or Cluster, or leave it out.";
        }

        if (options.Secret is { } secret && !SecretFile.TryDecode(secret, out _))
        {
            yield return "Dispatch:Secret is no base 64 of at least 32 bytes. Make one with 'openssl rand -base64 32', or leave it out.";
        }

        if (options.Demo.Password is { Length: < 6 })
        {
            yield return "Dispatch:Demo:Password is shorter than 6 characters. Give a longer one, or leave it out for a random one.";
        }

        if (options.Map.TileUrl is { } tiles && TileSource.Of(tiles) is null)
        {
            yield return "Dispatch:Map:TileUrl is no address such as https://tiles.example/{z}/{x}/{y}.png. Mend it, or leave it out.";
        }

        if (Transport.Networks(options.TrustedProxies).Any(network => network is null))
        {
            yield return "Dispatch:TrustedProxies is no list of addresses and networks such as '10.0.0.7, 172.16.0.0/12'. Mend it, or leave it out.";
        }

        foreach (var fault in options.IsCluster ? ClusterFaults(options) : [])
        {
            yield return fault;
        }

        foreach (var (setting, value, least, most) in Ranges(options))
        {
            if (value < least || value > most)
            {
                yield return $"Dispatch:{setting} is {value}. It must lie in {least}..{most}.";
            }
        }
    }

    private static IEnumerable<string> ClusterFaults(DispatchOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.Postgres))
        {
            yield return "Dispatch:Mode=Cluster needs Dispatch:Postgres, the connection string of the database that all its processes share.";
        }

        if (options.Secret is null)
        {
            yield return "Dispatch:Mode=Cluster needs Dispatch:Secret, the same in all web processes. Make one with 'openssl rand -base64 32'.";
        }

        if (string.IsNullOrWhiteSpace(options.Cluster.Id))
        {
            yield return "Dispatch:Cluster:Id is empty: give all processes of a cluster the same name.";
        }

        if (options.Cluster.Secret is not { Length: >= ClusterSettings.ShortestSecret })
        {
            yield return $"Dispatch:Cluster:Secret needs at least {ClusterSettings.ShortestSecret} characters, the same in all processes of the cluster.";
        }
    }

    private static IEnumerable<(string Setting, int Value, int Least, int Most)> Ranges(DispatchOptions options) =>
    [
        ("Cluster:DrainSeconds", options.Cluster.DrainSeconds, 0, 25),
        ("Demo:HistoryWeeks", options.Demo.HistoryWeeks, 0, 52),
        ("Demo:Volunteers", options.Demo.Volunteers, 0, 200_000),
        ("RateLimits:IntakePerMinute", options.RateLimits.IntakePerMinute, 1, 1_000_000),
        ("RateLimits:IntakePerStationAndHour", options.RateLimits.IntakePerStationAndHour, 3, 1_000_000),
        ("RateLimits:StationIntakePerMinute", options.RateLimits.StationIntakePerMinute, 1, 1_000_000),
        ("RateLimits:SignInPerAccount", options.RateLimits.SignInPerAccount, 1, 1_000_000),
        ("RateLimits:AnswersPerMinute", options.RateLimits.AnswersPerMinute, 1, 1_000_000),
        ("RateLimits:InsightPerMinute", options.RateLimits.InsightPerMinute, 1, 1_000_000),
        ("RateLimits:ConnectionsPerMinute", options.RateLimits.ConnectionsPerMinute, 1, 1_000_000),
        ("RateLimits:ConnectionsOpen", options.RateLimits.ConnectionsOpen, 1, 1_000_000),
        ("RateLimits:HubCallsPerSecond", options.RateLimits.HubCallsPerSecond, 1, 10_000),
        ("Limits:BodyBytes", options.Limits.BodyBytes, 4_096, 1_048_576),
        ("Limits:UrlBytes", options.Limits.UrlBytes, 512, 65_536),
        ("Limits:HeaderBytes", options.Limits.HeaderBytes, 4_096, 65_536),
        ("Limits:Headers", options.Limits.Headers, 16, 256),
        ("Limits:HeaderSeconds", options.Limits.HeaderSeconds, 1, 120),
        ("Limits:BodyBytesPerSecond", options.Limits.BodyBytesPerSecond, 1, 1_000_000),
        ("Limits:HubMessageBytes", options.Limits.HubMessageBytes, 1_024, 65_536),
        ("RateLimits:SignInPerMinute", options.RateLimits.SignInPerMinute, 1, 1_000_000),
        ("RateLimits:SignInMisses", options.RateLimits.SignInMisses, 1, 1_000_000),
        ("RateLimits:ApplicationsPerMinute", options.RateLimits.ApplicationsPerMinute, 1, 1_000_000),
        ("RateLimits:ApplicationsPerDay", options.RateLimits.ApplicationsPerDay, 1, 1_000_000),
        ("RateLimits:HelpPerMinute", options.RateLimits.HelpPerMinute, 1, 1_000_000),
        ("RateLimits:DataPerCodeAndDay", options.RateLimits.DataPerCodeAndDay, 1, 1_000),
        ("RateLimits:DataPerClientAndDay", options.RateLimits.DataPerClientAndDay, 1, 1_000_000),
        ("Session:StaffHours", options.Session.StaffHours, 1, 720),
        ("Session:ResponderHours", options.Session.ResponderHours, 1, 8_760),
        ("Session:StaffLongestHours", options.Session.StaffLongestHours, 1, 2_160),
        ("Session:ResponderLongestHours", options.Session.ResponderLongestHours, 1, 8_760),
        ("Accounts:LinkHours", options.Accounts.LinkHours, 1, 720),
        ("Accounts:CodeMinutes", options.Accounts.CodeMinutes, 1, 60),
        ("Live:FollowsPerConnection", options.Live.FollowsPerConnection, 1, 1_000),
        ("Live:PushesWaiting", options.Live.PushesWaiting, 8, 10_000),
    ];
}
