namespace Dispatch.Cluster.Tests;

/// <summary>Where people of one region are, and who of its responders is on duty.</summary>
internal sealed record Region(double Lat, double Lon, string Station, int Volunteers, int Counsellors)
{
    public static readonly Region Zhuoda = new(18.268, 109.520, "zhuoda", Volunteers: 12, Counsellors: 0);

    /// <summary>The region whose counsellors take what is High-risk.</summary>
    public static readonly Region Fucheng = new(22.730, 114.020, "fucheng", Volunteers: 6, Counsellors: 6);

    public static readonly Region[] All = [Zhuoda, Fucheng];

    public IEnumerable<string> Responders =>
        Enumerable.Range(1, Volunteers).Select(number => $"volunteer{number}.{Station}")
            .Concat(Enumerable.Range(1, Counsellors).Select(number => $"counsellor{number}.{Station}"));
}
