using System.Globalization;

namespace Dispatch.Simulation.Replay;

/// <summary>What a replay says about one lane.</summary>
/// <param name="Requests">Requests raised.</param>
/// <param name="Offers">Offers made.</param>
/// <param name="Accepted">Requests that somebody took.</param>
/// <param name="Tasks">Offers taken; an emergency needs two.</param>
/// <param name="MedianSeconds">Median time from request to first acceptance.</param>
/// <param name="P95Seconds">Its 95th percentile.</param>
/// <param name="AlertsPerTask">Offers for each one taken.</param>
/// <param name="Unfilled">Requests that were at some time left to the coordinator.</param>
/// <param name="Referred">Requests that ended with the professional service.</param>
/// <param name="Gini">How unevenly the calls fell on the responders: 0 evenly, 1 all on one.</param>
/// <param name="TravelMinutes">Median travel time of the tasks taken.</param>
/// <param name="Violations">Promises broken; counted for all lanes together.</param>
internal sealed record LaneFigures(
    int Requests,
    int Offers,
    int Accepted,
    int Tasks,
    double? MedianSeconds,
    double? P95Seconds,
    double? AlertsPerTask,
    int Unfilled,
    int Referred,
    double Gini,
    double? TravelMinutes,
    int Violations)
{
    /// <summary>The figures under their names in JSON, always in the same order.</summary>
    public IEnumerable<(string Name, double? Value)> Named()
    {
        yield return ("requests", Requests);
        yield return ("offers", Offers);
        yield return ("accepted", Accepted);
        yield return ("tasks", Tasks);
        yield return ("accept_median_s", Rounded(MedianSeconds, 1));
        yield return ("accept_p95_s", Rounded(P95Seconds, 1));
        yield return ("alerts_per_accepted", Rounded(AlertsPerTask, 3));
        yield return ("unfilled", Unfilled);
        yield return ("referred", Referred);
        yield return ("gini", Rounded(Gini, 4));
        yield return ("travel_median_min", Rounded(TravelMinutes, 1));
        yield return ("violations", Violations);
    }

    /// <summary>A value as a table shows it.</summary>
    public static string Shown(double? value) => value is { } number ? number.ToString("0.###", CultureInfo.InvariantCulture) : "-";

    private static double? Rounded(double? value, int digits) => value is { } number ? Math.Round(number, digits) : null;
}
