using System.Security.Claims;
using Dispatch.Contracts.Care;
using Dispatch.Contracts.Curves;
using Dispatch.Domain.Access;
using Dispatch.Web.Accounts;
using Dispatch.Web.Hosting;
using Dispatch.Web.Requests;
using StationList = Dispatch.Web.Stations.StationList;

namespace Dispatch.Web.Curves;

/// <summary>An event to be marked.</summary>
/// <param name="Day">Its day, <c>yyyy-MM-dd</c>.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Words">What it was, of no person, at most 200 characters.</param>
public sealed record CurveEventBody(DateOnly? Day, CurveEventKind? Kind, string? Words);

/// <summary>Warning curves of a station, for its head and its counsellors.</summary>
internal static class CurvesApi
{
    public static void MapCurves(this IEndpointRouteBuilder app)
    {
        var curves = app.MapGroup("/api/curves/{stationId}").WithTags("Curves");
        curves.MapGet("", GetAsync).WithName("getCurves").Needs(AccessTable.ReadCurve).Produces<CurvesView>().Refuses(400, 401, 403, 404);
        curves.MapPost("events", MarkAsync).WithName("markCurve").Needs(AccessTable.MarkCurve).Produces(204).Refuses(400, 401, 403, 404, 413);
        curves.MapDelete("events/{number:int}", UnmarkAsync).WithName("unmarkCurve").Needs(AccessTable.MarkCurve).Produces(204).Refuses(401, 403, 404);
    }

    private static async Task<IResult> GetAsync(
        string stationId, CurveMeasure? measure, HttpContext context, ClaimsPrincipal user, StationList stations, IGrainFactory grains) =>
        await stations.FindAsync(stationId) is null
            ? Unknown.Problem(context)
            : (await grains.GetGrain<ICurveGrain>(stationId).GetAsync(user.Actor(), measure ?? CurveMeasure.Raised)).OkOrProblem(context);

    private static async Task<IResult> MarkAsync(
        string stationId, CurveEventBody body, HttpContext context, ClaimsPrincipal user, StationList stations, IGrainFactory grains)
    {
        if (!Once.TryKey(context, out var key))
        {
            return Once.BadKey.Problem(context);
        }

        if (await stations.FindAsync(stationId) is null)
        {
            return Unknown.Problem(context);
        }

        var command = new MarkCurve(user.Actor(), body.Day ?? default, body.Kind ?? (CurveEventKind)(-1), body.Words ?? "");
        return (await grains.GetGrain<ICurveGrain>(stationId).MarkAsync(key ?? Guid.NewGuid().ToString("n"), command)).NoContentOrProblem(context);
    }

    private static async Task<IResult> UnmarkAsync(string stationId, int number, HttpContext context, ClaimsPrincipal user, StationList stations, IGrainFactory grains) =>
        await stations.FindAsync(stationId) is null
            ? Unknown.Problem(context)
            : (await grains.GetGrain<ICurveGrain>(stationId).UnmarkAsync(user.Actor(), number)).NoContentOrProblem(context);

    private static Refusal Unknown => new(RefusalCode.StationUnknown, "No such station takes requests.");
}
