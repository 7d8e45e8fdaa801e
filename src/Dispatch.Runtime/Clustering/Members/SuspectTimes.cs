using System.Collections.Immutable;
using System.Globalization;

namespace Dispatch.Runtime.Clustering.Members;

/// <summary>Votes as the table holds them: <c>address,time|address,time</c>, as stock Orleans writes them.</summary>
internal static class SuspectTimes
{
    private const string Format = "yyyy-MM-dd HH:mm:ss.fff 'GMT'";

    public static string? Write(ImmutableArray<Suspicion> suspicions) => suspicions.IsEmpty
        ? null
        : string.Join('|', suspicions.Select(vote => $"{vote.By.ToParsableString()},{vote.At.ToString(Format, CultureInfo.InvariantCulture)}"));

    public static ImmutableArray<Suspicion> Read(string? text) =>
        [.. (text ?? "").Split('|', StringSplitOptions.RemoveEmptyEntries).Select(ReadOne)];

    private static Suspicion ReadOne(string text)
    {
        var comma = text.IndexOf(',');
        return new(SiloAddress.FromParsableString(text[..comma]), DateTime.ParseExact(
            text[(comma + 1)..], Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal));
    }
}
