using System.Collections.Immutable;
using Dispatch.Contracts.Records;
using Dispatch.Contracts.Stations;
using Dispatch.Records.Insight;

namespace Dispatch.Web.Insight;

/// <summary>Whose record holds history that the demonstration made up. The record itself says so, whatever is set today: made-up entries outlast the demonstration.</summary>
internal static class MadeUpHistory
{
    private static readonly DateTimeOffset Earliest = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Latest = new(2200, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The ids of those stations.</summary>
    public static async Task<HashSet<string>> OfAsync(IInsight insight, ImmutableArray<StationFacts> stations, CancellationToken cancellationToken)
    {
        var where = new InsightWhere(
            [.. stations.Select(station => new LedgerWindow(station.Id, Earliest, Latest, TimeSpan.Zero))], [RecordActions.DemoSeeded], []);
        var seeded = await insight.CountAsync(new InsightQuery(where, [Facet.Station]), cancellationToken);
        return [.. seeded.Cells.Select(cell => cell.Keys[0]!)];
    }
}
