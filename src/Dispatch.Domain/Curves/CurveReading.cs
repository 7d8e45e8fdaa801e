using System.Collections.Immutable;
using Dispatch.Contracts;
using Dispatch.Contracts.Care;
using Dispatch.Contracts.Records;
using Dispatch.Domain.Records;

namespace Dispatch.Domain.Curves;

/// <summary>Reads a station's ledger into its book, entry by entry, and closes the weeks that are over. Reading on twice from the same place gives the same book.</summary>
public static class CurveReading
{
    /// <summary>A week closes this long after its end, since an entry may be recorded some time after it happened (ours).</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromHours(24);

    private static readonly CurveMeasure[] Measures = Enum.GetValues<CurveMeasure>();

    /// <summary>What an entry says of a person: the case stands for the person, since every request has one of its own. Null: nothing.</summary>
    public static CurveMeasure? Sign(LedgerEntry entry) => entry.Action switch
    {
        RecordActions.CaseAsked or RecordActions.CaseLevelRaised when IsAboveGeneral(entry) => CurveMeasure.Raised,
        RecordActions.CaseLevelConfirmed or RecordActions.CaseLevelLowered when IsAboveGeneral(entry) => CurveMeasure.Confirmed,

        // Somebody is told of every follow-up at the moment it is overdue, and again until it is done: at least every three days.
        RecordActions.CaseFollowUpDue => CurveMeasure.Overdue,
        _ => null,
    };

    /// <summary>
    /// The book with the next entries. What happened in a closed week and was recorded later counts in the first week that is open: a closed week never
    /// changes, for the difference would be those few people.
    /// </summary>
    public static CurveBook Read(CurveBook book, IEnumerable<LedgerEntry> entries, Communities communities, TimeZoneInfo zone)
    {
        var traces = book.Traces.ToHashSet();
        foreach (var entry in entries.Where(entry => entry.Sequence > book.Read))
        {
            var recorded = CurveTally.WeekOf(entry.RecordedAt, zone);
            var week = CurveTally.WeekOf(entry.At, zone) is var told && told > recorded ? recorded : told;
            book = book with
            {
                Read = entry.Sequence,
                Earliest = book.Earliest <= week ? book.Earliest : week,
                MadeUp = book.MadeUp || entry.Action == RecordActions.DemoSeeded,
            };
            if (Sign(entry) is { } measure && communities.Find(entry.Facets.Community) is { } community)
            {
                traces.Add(new CurveTrace(week < book.Open ? book.Open.Value : week, community.Area, measure, entry.Subject));
            }
        }

        return traces.Count == book.Traces.Length ? book : book with { Traces = [.. traces] };
    }

    /// <summary>
    /// The book with every week closed that is over. To be called when the whole ledger was read. The week in which a ledger begins is left out: it is no
    /// whole one.
    /// </summary>
    /// <param name="book">The book.</param>
    /// <param name="areas">Areas of the station.</param>
    /// <param name="communities">Whose curves are drawn.</param>
    /// <param name="now">The moment.</param>
    /// <param name="zone">The station's.</param>
    public static CurveBook Close(CurveBook book, IEnumerable<string> areas, Communities communities, DateTimeOffset now, TimeZoneInfo zone)
    {
        var running = CurveTally.WeekOf(now - Grace, zone);
        if ((book.Open ?? book.Earliest?.AddDays(7)) is not { } open || open >= running)
        {
            return book;
        }

        var drawn = areas.Select(communities.Find).OfType<Community>().DistinctBy(each => each.Area).ToDictionary(each => each.Area);
        var counts = book.Traces.GroupBy(trace => (trace.Week, trace.Area, trace.Measure)).ToDictionary(cell => cell.Key, cell => cell.Count());
        var series = book.Series.ToDictionary(each => (each.Area, each.Measure));
        for (var earliest = running.AddDays(-7 * CurveTally.WeeksMost); open < running; open = open.AddDays(7))
        {
            if (open < earliest && series.Count == 0)
            {
                continue;
            }

            foreach (var key in series.Keys.Union(drawn.Keys.SelectMany(_ => Measures, (area, measure) => (area, measure))).ToList())
            {
                var before = series.GetValueOrDefault(key) ?? new CurveSeries(key.Item1, key.Item2, open, [], []);
                series[key] = before.With(counts.GetValueOrDefault((open, key.Item1, key.Item2)), drawn.GetValueOrDefault(key.Item1)?.Inhabitants ?? 0);
            }
        }

        return book with { Open = open, Series = [.. series.Values], Traces = [.. book.Traces.Where(trace => trace.Week >= open)] };
    }

    private static bool IsAboveGeneral(LedgerEntry entry) => entry.Facets.Level is { } level && level != Codes.Of(RiskLevel.General);
}
