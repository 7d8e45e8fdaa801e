using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Dispatch.Records.Hosting;
using Dispatch.Records.Insight;
using Dispatch.Records.Postgres;
using Dispatch.Records.Sqlite;

namespace Dispatch.Benchmarks.Ledger;

/// <summary>How long the page's questions take over a year of two stations.</summary>
internal static class InsightBenchmark
{
    private const int Page = 50;
    private static readonly DateOnly First = new(2025, 1, 1);
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    public static async Task RunAsync(TextWriter output, string? postgres, string directory, int rounds)
    {
        var insight = postgres is null ? (IInsight)new SqliteInsight(Path.Combine(directory, RecordsHosting.FileName)) : new PostgresInsight(postgres);
        var name = postgres is null ? "sqlite" : "postgres";
        var all = new List<double>();
        foreach (var (question, ask) in Questions(insight))
        {
            // The first one pays for pages that nobody has read yet.
            await ask();
            var times = new List<double>();
            for (var round = 0; round < rounds; round++)
            {
                var clock = Stopwatch.GetTimestamp();
                await ask();
                times.Add(Stopwatch.GetElapsedTime(clock).TotalMilliseconds);
            }

            all.AddRange(times);
            await output.WriteLineAsync(Line(name, question, times));
        }

        await output.WriteLineAsync(Line(name, "all", all));
        await ((insight as IAsyncDisposable)?.DisposeAsync() ?? default);
        (insight as IDisposable)?.Dispose();
    }

    private static IEnumerable<(string Name, Func<Task> Ask)> Questions(IInsight insight)
    {
        foreach (var (span, days) in new[] { ("month", 30), ("year", 400) })
        {
            foreach (var (whose, stations) in new[] { ("own", new[] { "zhuoda" }), ("all", new[] { "zhuoda", "fucheng" }) })
            {
                var first = First.AddDays(span == "month" ? 200 : 0);
                var where = new InsightWhere([.. stations.SelectMany(it => LocalTime.Windows(it, Zone, first, first.AddDays(days - 1)))], [], []);
                var at = $"{span}-{whose}";
                yield return ($"{at}-figures", () => FiguresAsync(insight, where));
                yield return Table("submitted-by-day", "submitted", Facet.Day);
                yield return Table("offers-by-community-service", "offers", Facet.Community, Facet.Service);
                yield return Table("offers-by-week-responder", "offers", Facet.Week, Facet.Responder);
                yield return Table("wait-by-service", "wait", Facet.Service);
                yield return Table("given-by-month", "given", Facet.Month);
                yield return Table("entries-by-action", "entries", Facet.Action);
                yield return Table("entries-by-community-service", "entries", Facet.Community, Facet.Service);
                yield return Table("entries-by-day-level", "entries", Facet.Day, Facet.Level);
                var filters = ImmutableArray.Create(
                    new FacetFilter(Facet.Service, ["counselling"]), new FacetFilter(Facet.Level, ["highRisk"]), new FacetFilter(Facet.AgeBand, ["80-"]));
                yield return ($"{at}-entries-filtered-by-day", () =>
                    insight.CountAsync(new InsightQuery(Of(Measure.Entries) with { Filters = filters }, [Facet.Day]), default));
                yield return ($"{at}-list", () => insight.ListAsync(Of(Measure.Entries), null, Page, default));
                yield return ($"{at}-list-filtered", () => insight.ListAsync(Of(Measure.Entries) with { Filters = filters }, null, Page, default));
                yield return ($"{at}-list-deep", () => insight.ListAsync(
                    Of(Measure.Find("offers")!), new EntryPlace(where.Windows[0].From.AddDays(9), stations[0], long.MaxValue), Page, default));

                (string, Func<Task>) Table(string question, string measure, params ImmutableArray<Facet> groups) =>
                    ($"{at}-{question}", () => insight.CountAsync(new InsightQuery(Of(Measure.Find(measure)!), groups, Measure.Find(measure)!.Reading), default));

                InsightWhere Of(Measure measure) => where with { Actions = measure.Actions, WithAmount = measure.WithAmount };
            }
        }
    }

    /// <summary>What the page asks first: every count by action, and the two measures that read amounts.</summary>
    private static async Task FiguresAsync(IInsight insight, InsightWhere where)
    {
        await insight.CountAsync(new InsightQuery(where with { Actions = Measure.Entries.Actions }, [Facet.Action]), default);
        foreach (var measure in new[] { Measure.Wait, Measure.Given })
        {
            await insight.CountAsync(new InsightQuery(where with { Actions = measure.Actions, WithAmount = true }, [], measure.Reading), default);
        }
    }

    private static string Line(string store, string question, List<double> times)
    {
        var sorted = times.Order().ToList();
        return string.Create(
            CultureInfo.InvariantCulture, $"insight {store} {question} n={sorted.Count} p50_ms={At(sorted, 0.5):F0} p95_ms={At(sorted, 0.95):F0} max_ms={sorted[^1]:F0}");
    }

    private static double At(List<double> sorted, double share) => sorted[(int)Math.Ceiling(share * sorted.Count) - 1];
}
