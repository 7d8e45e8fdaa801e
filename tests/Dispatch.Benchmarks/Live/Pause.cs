using System.Diagnostics;
using System.Globalization;

namespace Dispatch.Benchmarks.Live;

/// <summary>A pause of the product's collections, by the clock that all processes of a machine share; its place is known within 10 ms.</summary>
internal sealed record Pause(long Began, long Ended)
{
    /// <summary>Names the file in which the product notes its pauses.</summary>
    public const string FileVariable = "DISPATCH_LIVE_PAUSES";

    /// <summary>How long it took.</summary>
    public double Milliseconds { get; private init; }

    /// <summary>The pauses noted after a moment.</summary>
    public static IReadOnlyList<Pause> Read(string file, long after) =>
        [.. File.ReadLines(file).Select(Parse).Where(pause => pause.Ended > after)];

    private static Pause Parse(string line)
    {
        var fields = line.Split(' ');
        var noted = long.Parse(fields[0], CultureInfo.InvariantCulture);
        var length = TimeSpan.FromTicks(long.Parse(fields[1], CultureInfo.InvariantCulture));
        var lag = TimeSpan.FromMilliseconds(10);
        return new Pause(noted - (long)((length + lag).TotalSeconds * Stopwatch.Frequency), noted) { Milliseconds = length.TotalMilliseconds };
    }
}
