using System.Collections.Immutable;
using System.Security.Claims;
using Dispatch.Contracts.Stations;
using Dispatch.Domain.Access;
using Dispatch.Web.Accounts;
using Dispatch.Web.Hosting;

namespace Dispatch.Web.Stations;

/// <summary>A notice as its supervisor sees it, with what the one is called who opened the words.</summary>
public sealed record NoticeView(StationNotice Notice, string? ByName);

/// <summary>Notices to supervisors, which stay until they are seen.</summary>
internal static class NoticesApi
{
    public static void MapNotices(this IEndpointRouteBuilder app)
    {
        var notices = app.MapGroup("/api/notices").WithTags("Stations");
        notices.MapGet("", ListAsync).WithName("getNotices").Needs(AccessTable.Notices)
            .Produces<ImmutableArray<NoticeView>>().Refuses(401, 403);
        notices.MapPost("{stationId}/{requestId}/{number:int}/seen", SeenAsync).WithName("noticeSeen").Needs(AccessTable.Notices)
            .Produces(204).Refuses(401, 403, 404);
    }

    /// <summary>A head's are those of the own station, the administrator's lie with every station.</summary>
    private static async Task<IResult> ListAsync(ClaimsPrincipal user, StationList stations, StaffNames names, IGrainFactory grains)
    {
        var actor = user.Actor();
        var found = ImmutableArray.CreateBuilder<NoticeView>();
        foreach (var station in await stations.AllAsync())
        {
            if (AccessTable.Notices.Judge(actor, station.Id) is null
                && (await grains.GetGrain<IStationGrain>(station.Id).NoticesAsync(actor)).Value is { } waiting)
            {
                foreach (var notice in waiting.Notices)
                {
                    found.Add(new NoticeView(notice, await names.OfAsync(notice.By)));
                }
            }
        }

        return TypedResults.Ok(found.ToImmutable());
    }

    private static async Task<IResult> SeenAsync(
        string stationId, string requestId, int number, HttpContext context, ClaimsPrincipal user, StationList stations, IGrainFactory grains) =>
        await stations.FindAsync(stationId) is null
            ? new Refusal(RefusalCode.StationUnknown, "No such station takes requests.").Problem(context)
            : (await grains.GetGrain<IStationGrain>(stationId).NoticeSeenAsync(user.Actor(), $"{requestId}/{number}")).NoContentOrProblem(context);
}
