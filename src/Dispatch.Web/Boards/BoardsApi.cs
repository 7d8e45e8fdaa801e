using System.Security.Claims;
using Dispatch.Contracts.Boards;
using Dispatch.Web.Accounts;
using Dispatch.Web.Hosting;
using Dispatch.Web.Stations;

namespace Dispatch.Web.Boards;

/// <summary>The snapshot from which a board starts; changes follow over the hub.</summary>
internal static class BoardsApi
{
    public static void MapBoards(this IEndpointRouteBuilder app) =>
        app.MapGet("/api/boards/{stationId}", GetAsync).WithTags("Boards").WithName("getBoard").RequireAuthorization(Access.Staff)
            .Produces<BoardView>().Refuses(401, 403, 404);

    private static async Task<IResult> GetAsync(
        string stationId, HttpContext context, ClaimsPrincipal user, StationList stations, StaffNames names, IGrainFactory grains) =>
        await MayWatchAsync(user.Actor(), stationId, stations) is { } refused
            ? refused.Problem(context)
            : TypedResults.Ok(await names.NameAsync(await grains.GetGrain<IBoardGrain>(stationId).GetAsync()));

    /// <summary>Null when the actor may see the station's board, else why not.</summary>
    public static async ValueTask<Refusal?> MayWatchAsync(Actor actor, string stationId, StationList stations) =>
        actor.Station(stationId) is { } refused ? refused
        : await stations.FindAsync(stationId) is null ? new Refusal(RefusalCode.StationUnknown, "No such station takes requests.")
        : null;
}
