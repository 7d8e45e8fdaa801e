using System.Collections.Immutable;
using System.Data.Common;
using System.Security.Claims;
using Dispatch.Domain.Access;
using Dispatch.Records.Insight;
using Dispatch.Web.Accounts;
using Dispatch.Web.Hosting;
using Dispatch.Web.Stations;
using AgeBands = Dispatch.Domain.Requests.AgeBands;

namespace Dispatch.Web.Insight;

/// <summary>Figures, tables and lists of the service record. What they mean is defined in docs/insight.md.</summary>
internal static class InsightApi
{
    public static void MapInsight(this IEndpointRouteBuilder app)
    {
        var insight = app.MapGroup("/api/insight").WithTags("Insight").RequireRateLimiting(RateLimits.Insight).AddEndpointFilter(RefuseAsync);
        insight.MapGet("", DoorsAsync).WithName("getInsight").Needs(AccessTable.ReadInsight).Produces<InsightDoors>().Refuses(401, 403, 429);
        var station = insight.MapGroup("{stationId}");
        station.MapGet("figures", FiguresAsync).WithName("getFigures").Needs(AccessTable.ReadInsight).Produces<FiguresView>().Refuses(401, 403, 404, 429);
        station.MapGet("table", TableAsync).WithName("getTable").Needs(AccessTable.ReadInsight).Produces<TableView>().Refuses(401, 403, 404, 429);
        station.MapGet("entries", EntriesAsync).WithName("getEntries").Needs(AccessTable.ReadEntries).Produces<EntriesView>().Refuses(401, 403, 404, 429);
        station.MapGet("table.csv", InsightFiles.TableAsync).WithName("exportTable").Needs(AccessTable.ReadInsight)
            .Produces(200, contentType: InsightFiles.ContentType).Refuses(401, 403, 404, 429);
        station.MapGet("entries.csv", InsightFiles.EntriesAsync).WithName("exportEntries").Needs(AccessTable.ReadEntries)
            .Produces(200, contentType: InsightFiles.ContentType).Refuses(401, 403, 404, 429);
    }

    /// <summary>Who asks for what, judged by one row of the table; the same for screens and files.</summary>
    /// <param name="context">The question.</param>
    /// <param name="rule">The row.</param>
    /// <param name="stationId">Of which station, or of all.</param>
    /// <param name="stations">Every station.</param>
    /// <param name="now">When.</param>
    /// <param name="unstated">The measure, when none is named.</param>
    /// <param name="heard">Words that this route hears beside the filters and the time.</param>
    public static async ValueTask<Reply<InsightAsk>> AskAsync(
        HttpContext context, AccessRule rule, string stationId, StationList stations, DateTimeOffset now, Measure unstated, params string[] heard)
    {
        var scope = await InsightScope.FindAsync(rule, context.User.Actor(), stationId, stations);
        return scope.Refused is { } refused ? refused : InsightAsk.Read(context.Request.Query, scope.Value!, now, unstated, heard);
    }

    private static async ValueTask<object?> RefuseAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (TooWideException wide)
        {
            return new Refusal(RefusalCode.InsightTooWide, wide.Message).Problem(context.HttpContext);
        }
        catch (DbException)
        {
            return new Refusal(RefusalCode.StoreUnavailable, "The record cannot be read now.").Problem(context.HttpContext);
        }
    }

    private static async Task<IResult> DoorsAsync(ClaimsPrincipal user, StationList stations, IInsight insight, CancellationToken cancellationToken)
    {
        var actor = user.Actor();
        var reached = await InsightScope.ReachedAsync(AccessTable.ReadInsight, actor, stations);
        var madeUp = await MadeUpHistory.OfAsync(insight, reached, cancellationToken);
        return TypedResults.Ok(new InsightDoors(
            [.. reached.Select(station => new InsightDoor(station.Id, InsightScope.IsShared(actor, station.Id), madeUp.Contains(station.Id)))],
            [.. Measure.All.Select(measure => new MeasureView(measure.Code, measure.Unit, measure.HasResponder, InsightShared.Tells(measure)))],
            Measure.Entries.Actions,
            AgeBands.All,
            InsightLimits.Days,
            InsightLimits.DaysByHour,
            InsightLimits.Export));
    }

    private static async Task<IResult> FiguresAsync(string stationId, HttpContext context, StationList stations, IInsight insight, TimeProvider clock)
    {
        var asked = await AskAsync(context, AccessTable.ReadInsight, stationId, stations, clock.GetUtcNow(), Measure.All[0]);
        if (asked.Value is not { } ask)
        {
            return asked.Refused!.Problem(context);
        }

        // One count by action serves every measure that only counts; the others read amounts.
        var where = ask.Where with { Actions = Measure.Entries.Actions, WithAmount = false };
        var byAction = (await insight.CountAsync(new InsightQuery(where, [Facet.Action]), context.RequestAborted)).Cells.ToDictionary(cell => cell.Keys[0]!, cell => cell.Count);
        var figures = ImmutableArray.CreateBuilder<FigureView>();
        foreach (var measure in Measure.All.Where(measure => !ask.Shared || InsightShared.Tells(measure)))
        {
            if (measure.Reading == Reading.Count)
            {
                var count = measure.Actions.Sum(action => byAction.GetValueOrDefault(action));
                figures.Add(new FigureView(measure.Code, count, count));
            }
            else
            {
                var read = new InsightQuery(where with { Actions = measure.Actions, WithAmount = measure.WithAmount }, [], measure.Reading);
                var total = (await insight.CountAsync(read, context.RequestAborted)).Total;
                figures.Add(new FigureView(measure.Code, total.Value, total.Count));
            }
        }

        return TypedResults.Ok(new FiguresView(ask.From, ask.To, figures.ToImmutable()));
    }

    private static async Task<IResult> TableAsync(string stationId, HttpContext context, StationList stations, IInsight insight, TimeProvider clock)
    {
        var asked = await AskAsync(context, AccessTable.ReadInsight, stationId, stations, clock.GetUtcNow(), Measure.All[0], "measure", "action", "group");
        if (asked.Value is not { } ask)
        {
            return asked.Refused!.Problem(context);
        }

        var tally = await insight.CountAsync(new InsightQuery(ask.Where, ask.Groups, ask.Measure.Reading), context.RequestAborted);
        return TypedResults.Ok(new TableView(
            ask.Measure.Code, ask.Measure.Unit, ask.From, ask.To, [.. ask.Groups.Select(FacetCodes.Code)], tally.Cells, tally.Total));
    }

    private static async Task<IResult> EntriesAsync(
        string stationId, HttpContext context, StationList stations, IInsight insight, Cursors cursors, TimeProvider clock)
    {
        var asked = await AskAsync(context, AccessTable.ReadEntries, stationId, stations, clock.GetUtcNow(), Measure.Entries, "measure", "action", "limit", "cursor");
        if (asked.Value is not { } ask)
        {
            return asked.Refused!.Problem(context);
        }

        var page = cursors.Read(context, stationId);
        if (page.Value is not { } asks)
        {
            return page.Refused!.Problem(context);
        }

        var entries = await insight.ListAsync(ask.Where, asks.After, asks.Limit + 1, context.RequestAborted);
        var shown = entries[..Math.Min(entries.Length, asks.Limit)];
        long? count = asks.After is null ? (await insight.CountAsync(new InsightQuery(ask.Where, []), context.RequestAborted)).Total.Count : null;
        return TypedResults.Ok(new EntriesView(
            [.. shown.Select(EntryView.Of)], entries.Length > asks.Limit ? cursors.Next(context, stationId, shown[^1]) : null, count));
    }
}
