namespace Dispatch.Simulation.Chaos.Truth;

/// <summary>A span of time.</summary>
internal readonly record struct Span(DateTimeOffset From, DateTimeOffset To);

/// <summary>The longest times in which nothing was completed.</summary>
internal static class Gaps
{
    /// <summary>The longest stretch between two moments, excluded spans left out; the ends of the whole count as moments.</summary>
    public static TimeSpan Longest(IEnumerable<DateTimeOffset> moments, Span whole, IReadOnlyList<Span> excluded) =>
        Between(moments, whole).Select(gap => gap.To - gap.From - Covered(gap, excluded)).DefaultIfEmpty().Max();

    /// <summary>The longest stretch between two moments that touches one of the spans, counted in full.</summary>
    public static TimeSpan LongestTouching(IEnumerable<DateTimeOffset> moments, Span whole, IReadOnlyList<Span> spans) =>
        Between(moments, whole).Where(gap => spans.Any(span => gap.From < span.To && span.From < gap.To))
            .Select(gap => gap.To - gap.From).DefaultIfEmpty().Max();

    private static IEnumerable<Span> Between(IEnumerable<DateTimeOffset> moments, Span whole)
    {
        var last = whole.From;
        foreach (var moment in moments.Where(moment => moment > whole.From && moment < whole.To).Order().Append(whole.To))
        {
            yield return new Span(last, moment);
            last = moment;
        }
    }

    private static TimeSpan Covered(Span gap, IReadOnlyList<Span> excluded)
    {
        var (covered, reached) = (TimeSpan.Zero, gap.From);
        foreach (var span in excluded.OrderBy(span => span.From))
        {
            var (from, to) = (span.From > reached ? span.From : reached, span.To < gap.To ? span.To : gap.To);
            if (to > from)
            {
                covered += to - from;
                reached = to;
            }
        }

        return covered;
    }
}
