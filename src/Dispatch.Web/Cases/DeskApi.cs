using System.Collections.Immutable;
using System.Security.Claims;
using Dispatch.Contracts.Care;
using Dispatch.Contracts.Responders;
using Dispatch.Contracts.Stations;
using Dispatch.Domain.Access;
using Dispatch.Domain.Cases;
using Dispatch.Domain.Stations;
using Dispatch.Web.Accounts;
using Dispatch.Web.Hosting;

namespace Dispatch.Web.Cases;

/// <summary>What a counsellor's and a head's page begins with: who waits, the own cases, and their follow-ups.</summary>
internal static class DeskApi
{
    public static void MapDesk(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/triage", GetAsync).WithTags("Cases").WithName("getTriage").Needs(AccessTable.ReadDesk).Produces<CareDeskView>().Refuses(401, 403);
        app.MapGet("/api/follow-ups", FollowUpsAsync).WithTags("Cases").WithName("getFollowUps").Needs(AccessTable.ReadDesk)
            .Produces<ImmutableArray<FollowUpView>>().Refuses(401, 403);
        app.MapGet("/api/colleagues", ColleaguesAsync).WithTags("Cases").WithName("getColleagues").Needs(AccessTable.ReadDesk)
            .Produces<ImmutableArray<CareColleague>>().Refuses(401, 403);
    }

    /// <summary>The desk of the caller's own station. A counsellor sees who waits and the own cases; a head every case.</summary>
    internal static async Task<CareDeskView> DeskAsync(Actor actor, IGrainFactory grains, TimeProvider clock) =>
        FileViews.Desk(await RowsAsync(actor, grains), actor, clock.GetUtcNow());

    private static async Task<IResult> GetAsync(ClaimsPrincipal user, IGrainFactory grains, TimeProvider clock) =>
        TypedResults.Ok(await DeskAsync(user.Actor(), grains, clock));

    private static async Task<IResult> FollowUpsAsync(ClaimsPrincipal user, IGrainFactory grains, TimeProvider clock) =>
        TypedResults.Ok((await DeskAsync(user.Actor(), grains, clock)).FollowUps);

    /// <summary>Counsellors of the own station, with how many cases each has in hand, those with the least first.</summary>
    private static async Task<IResult> ColleaguesAsync(ClaimsPrincipal user, Stations.StationList stations, IGrainFactory grains, TimeProvider clock)
    {
        var actor = user.Actor();
        var rows = await RowsAsync(actor, grains);
        var found = ImmutableArray.CreateBuilder<CareColleague>();
        if (actor.StationId is { } station)
        {
            var (facts, now) = (await stations.FindAsync(station), clock.GetUtcNow());
            var shards = (await grains.GetGrain<IStationGrain>(station).ShardsAsync()).Duty;
            var cards = await Task.WhenAll(Enumerable.Range(0, shards).Select(shard => grains.GetGrain<IDutySetGrain>(ShardWalk.Key(station, shard)).ListAsync()));
            found.AddRange(cards.SelectMany(shard => shard).Where(card => card.Profile.Kind == ResponderKind.Counsellor).Select(card => new CareColleague(
                card.Profile.Id,
                card.Profile.Name,
                card.Profile.CrisisQualified,
                rows.Count(row => row.Owner == card.Profile.Id && row.State is not CaseState.Closed),
                Caseload.Of(rows, card.Profile.Id, now),
                facts?.Policy.CaseCap ?? 0)));
        }

        return TypedResults.Ok(found.OrderBy(colleague => colleague.Cases).ThenBy(colleague => colleague.Account, StringComparer.Ordinal).ToImmutableArray());
    }

    /// <summary>Rows of the own station, and of the caller's own cases elsewhere.</summary>
    internal static async Task<ImmutableArray<CareRow>> RowsAsync(Actor actor, IGrainFactory grains)
    {
        if (actor.StationId is not { } station)
        {
            return [];
        }

        return DeskShard.Gather(await Task.WhenAll(DeskShard.Keys(station).Select(key => grains.GetGrain<ICareDeskGrain>(key).SeenByAsync(actor.Account))));
    }
}
