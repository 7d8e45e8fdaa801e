using System.Collections.Immutable;
using Dispatch.Contracts.Stations;
using Dispatch.Domain.Access;
using Dispatch.Records.Insight;
using Dispatch.Web.Accounts;
using Dispatch.Web.Hosting;
using Microsoft.AspNetCore.Http.HttpResults;
using StationList = Dispatch.Web.Stations.StationList;

namespace Dispatch.Web.Insight;

/// <summary>The table and the list as files to take along. Whoever takes entries along is entered into the record before the first of them leaves.</summary>
internal static class InsightFiles
{
    public const string ContentType = "text/csv";

    public static async Task<IResult> TableAsync(
        string stationId, HttpContext context, StationList stations, IInsight insight, InsightTexts texts, TimeProvider clock)
    {
        var asked = await InsightApi.AskAsync(context, AccessTable.ReadInsight, stationId, stations, clock.GetUtcNow(), Measure.All[0], "measure", "action", "group", "language");
        if (asked.Value is not { } ask)
        {
            return asked.Refused!.Problem(context);
        }

        var tally = await insight.CountAsync(new InsightQuery(ask.Where, ask.Groups, ask.Measure.Reading), context.RequestAborted);
        var words = texts.In(context.Request.Query["language"], await stations.AllAsync());
        var isMadeUp = (await MadeUpHistory.OfAsync(insight, ask.Stations, context.RequestAborted)).Count > 0;
        return File($"{stationId}-{ask.Measure.Code}-{ask.From:yyyyMMdd}-{ask.To:yyyyMMdd}.csv", async writer =>
        {
            var isCount = ask.Measure.Reading == Reading.Count;
            var columns = ask.Groups.Select(facet => words.Column(facet.Code())).Append(words.Marked(words.Unit(ask.Measure), isMadeUp));
            await writer.WriteAsync(Csv.Line([.. isCount ? columns : columns.Append(words.Column("count"))]));
            var total = tally.Total with { Keys = [.. ask.Groups.Select((_, place) => place == 0 ? words.Total : null)] };
            foreach (var cell in ask.Groups.IsEmpty ? [total] : tally.Cells.Add(total))
            {
                var names = ask.Groups.Select((facet, place) => (object?)(cell.Keys[place] is { } key ? ReferenceEquals(key, words.Total) ? key : words.Name(facet, key) : null));
                var cells = names.Append(cell.Value);
                await writer.WriteAsync(Csv.Line([.. isCount ? cells : cells.Append(cell.Count)]));
            }
        });
    }

    public static async Task<IResult> EntriesAsync(
        string stationId, HttpContext context, StationList stations, IInsight insight, InsightTexts texts, IGrainFactory grains, TimeProvider clock)
    {
        var now = clock.GetUtcNow();
        var asked = await InsightApi.AskAsync(context, AccessTable.ReadEntries, stationId, stations, now, Measure.Entries, "measure", "action", "language");
        if (asked.Value is not { } ask)
        {
            return asked.Refused!.Problem(context);
        }

        // What happens from here on, its own entry first of all, is not part of what was asked for.
        var past = ask.Where.Windows.Where(window => window.From < now).Select(window => window.Until > now ? window with { Until = now } : window);
        var where = ask.Where with { Windows = [.. past] };
        var counts = await insight.CountAsync(new InsightQuery(where, [Facet.Station]), context.RequestAborted);
        if (counts.Total.Count > InsightLimits.Export)
        {
            return new Refusal(RefusalCode.InsightTooWide, $"A file takes at most {InsightLimits.Export} entries; these are {counts.Total.Count}.").Problem(context);
        }

        // Asked before anything is recorded: what can be refused is refused first.
        var isMadeUp = (await MadeUpHistory.OfAsync(insight, ask.Stations, context.RequestAborted)).Count > 0;
        foreach (var station in counts.Cells)
        {
            var recorded = await grains.GetGrain<IStationGrain>(station.Keys[0]!).ExportedAsync(context.User.Actor(), station.Count);
            if (recorded.Refused is { } refused)
            {
                return refused.Problem(context);
            }
        }

        var words = texts.In(context.Request.Query["language"], await stations.AllAsync());
        return File(
            $"{stationId}-entries-{ask.From:yyyyMMdd}-{ask.To:yyyyMMdd}.csv", writer => WriteAsync(writer, insight, where, words, isMadeUp, context.RequestAborted));
    }

    private static async Task WriteAsync(StreamWriter writer, IInsight insight, InsightWhere where, InsightTexts.Words words, bool isMadeUp, CancellationToken cancellationToken)
    {
        const int Page = 1_000;
        string[] columns =
        [
            "station", "sequence", "at", "actor", "role", "action", "subject", "community", "service", "level", "ageBand", "responder", "channel", "reason", "with",
            "item", "amount",
        ];
        await writer.WriteAsync(Csv.Line([.. columns.Select(column => words.Marked(words.Column(column), isMadeUp && column == "action"))]));
        EntryPlace? after = null;
        for (var rest = InsightLimits.Export; rest > 0;)
        {
            var entries = await insight.ListAsync(where, after, Math.Min(Page, rest), cancellationToken);
            foreach (var entry in entries.Select(EntryView.Of))
            {
                await writer.WriteAsync(Csv.Line(
                    entry.StationId, entry.Sequence, entry.At, entry.Actor, entry.Role, entry.Action, entry.Subject, entry.Community, entry.Service, entry.Level,
                    entry.AgeBand, entry.Responder, entry.Channel, entry.Reason, entry.With, entry.Item, entry.Amount));
            }

            rest = entries.Length < Page ? 0 : rest - entries.Length;
            after = entries.Length == 0 ? null : new EntryPlace(entries[^1].At, entries[^1].Ledger, entries[^1].Sequence);
        }
    }

    private static PushStreamHttpResult File(string name, Func<StreamWriter, Task> write) => TypedResults.Stream(
        async stream =>
        {
            await using var writer = new StreamWriter(stream, Csv.Encoding, bufferSize: 16_384, leaveOpen: true);
            await write(writer);
        },
        $"{ContentType}; charset=utf-8",
        name);
}
