using System.Collections.Immutable;
using System.Security.Claims;
using Dispatch.Contracts.Boards;
using Dispatch.Contracts.Stations;
using Dispatch.Domain.Access;
using Dispatch.Domain.Stations;
using Dispatch.Web.Accounts;
using Dispatch.Web.Hosting;
using Dispatch.Web.Stations;
using StationList = Dispatch.Web.Stations.StationList;

namespace Dispatch.Web.Boards;

/// <summary>A board that the caller may open.</summary>
/// <param name="StationId">Whose board.</param>
/// <param name="Shared">Shared by agreement: to look at only, without places and names.</param>
public sealed record BoardDoor(string StationId, bool Shared);

/// <summary>The snapshot from which a board starts; changes follow over the hub.</summary>
internal static class BoardsApi
{
    public static void MapBoards(this IEndpointRouteBuilder app)
    {
        var boards = app.MapGroup("/api/boards").WithTags("Boards");
        boards.MapGet("", ListAsync).WithName("listBoards").Needs(AccessTable.ReadBoard)
            .Produces<ImmutableArray<BoardDoor>>().Refuses(401, 403);
        boards.MapGet("{stationId}", GetAsync).WithName("getBoard").Needs(AccessTable.ReadBoard)
            .Produces<BoardView>().Refuses(401, 403, 404);
        boards.MapPut("{stationId}/shares/{with}", (
            string stationId, string with, HttpContext context, ClaimsPrincipal user, StationList stations, SharedBoardRelay relay, IGrainFactory grains) =>
            ShareAsync(stationId, with, true, context, user, stations, relay, grains)).WithName("shareBoard").Needs(AccessTable.ShareBoard)
            .Produces(204).Refuses(401, 403, 404);
        boards.MapDelete("{stationId}/shares/{with}", (
            string stationId, string with, HttpContext context, ClaimsPrincipal user, StationList stations, SharedBoardRelay relay, IGrainFactory grains) =>
            ShareAsync(stationId, with, false, context, user, stations, relay, grains)).WithName("unshareBoard").Needs(AccessTable.ShareBoard)
            .Produces(204).Refuses(401, 403, 404);
    }

    /// <summary>Null when the actor may see the station's board, else why not. Shared: only as other stations may.</summary>
    public static async ValueTask<(Refusal? Refused, bool Shared)> MayWatchAsync(Actor actor, string stationId, StationList stations)
    {
        var facts = await stations.FindAsync(stationId);
        var refused = Judge(actor, stationId, facts);
        return refused is null && facts is null
            ? (new Refusal(RefusalCode.StationUnknown, "No such station takes requests."), false)
            : (refused, IsShared(actor, stationId));
    }

    private static Refusal? Judge(Actor actor, string stationId, StationFacts? facts) => AccessTable.ReadBoard.Judge(
        actor,
        new Standing(IsStations: AccessRule.Belongs(actor, stationId), IsAgreed: facts is not null && ShareRules.IsAgreed(facts, actor)));

    private static bool IsShared(Actor actor, string stationId) => actor.Role != Role.Admin && !AccessRule.Belongs(actor, stationId);

    private static async Task<IResult> ListAsync(ClaimsPrincipal user, StationList stations)
    {
        var actor = user.Actor();
        return TypedResults.Ok((await stations.AllAsync())
            .Where(station => Judge(actor, station.Id, station) is null)
            .Select(station => new BoardDoor(station.Id, IsShared(actor, station.Id)))
            .ToImmutableArray());
    }

    private static async Task<IResult> GetAsync(
        string stationId, HttpContext context, ClaimsPrincipal user, StationList stations, StaffNames names, IGrainFactory grains)
    {
        var (refused, shared) = await MayWatchAsync(user.Actor(), stationId, stations);
        if (refused is not null)
        {
            return refused.Problem(context);
        }

        var board = grains.GetGrain<IBoardGrain>(stationId);
        return TypedResults.Ok(shared ? await board.GetSharedAsync() : await names.NameAsync(await board.GetAsync()));
    }

    private static async Task<IResult> ShareAsync(
        string stationId, string with, bool on, HttpContext context, ClaimsPrincipal user, StationList stations, SharedBoardRelay relay, IGrainFactory grains)
    {
        if (await stations.FindAsync(stationId) is null || await stations.FindAsync(with) is null)
        {
            return new Refusal(RefusalCode.StationUnknown, "No such station takes requests.").Problem(context);
        }

        var reply = await grains.GetGrain<IStationGrain>(stationId).ShareAsync(new ShareBoard(user.Actor(), with, on));
        stations.Forget();
        if (!on)
        {
            await relay.EndUnsharedAsync();
        }

        return reply.NoContentOrProblem(context);
    }
}
