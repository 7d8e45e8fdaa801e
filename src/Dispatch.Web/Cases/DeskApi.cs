using System.Collections.Immutable;
using System.Security.Claims;
using Dispatch.Contracts.Care;
using Dispatch.Contracts.Responders;
using Dispatch.Contracts.Rosters;
using Dispatch.Domain.Access;
using Dispatch.Domain.Cases;
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

    /// <summary>
    /// All counsellors of the own station, whether they have hours or not, with how many cases each has in hand; those with the least first. Whose licence
    /// has ended is listed as long as a case names it.
    /// </summary>
    private static async Task<IResult> ColleaguesAsync(ClaimsPrincipal user, Stations.StationList stations, IGrainFactory grains, TimeProvider clock)
    {
        var actor = user.Actor();
        if (actor.StationId is not { } station)
        {
            return TypedResults.Ok(ImmutableArray<CareColleague>.Empty);
        }

        var (rows, facts, now) = (await RowsAsync(actor, grains), await stations.FindAsync(station), clock.GetUtcNow());
        var known = await grains.GetGrain<IRosterGrain>(station).CounsellorsAsync();
        var profiles = await Task.WhenAll(known.Select(each => grains.GetGrain<ICounsellorGrain>(each.Account).ProfileAsync()));
        var found = profiles.OfType<ResponderProfile>().Where(profile => profile.StationId == station).Select(profile => (profile.LicensedUntil, Colleague: new CareColleague(
            profile.Id,
            profile.Name,
            profile.CrisisQualified,
            rows.Count(row => row.Owner == profile.Id && row.State is not CaseState.Closed),
            Caseload.Of(rows, profile.Id, now),
            facts?.Policy.CaseCap ?? 0)));
        return TypedResults.Ok(found.Where(each => !(each.LicensedUntil <= now) || each.Colleague.Cases > 0).Select(each => each.Colleague)
            .OrderBy(colleague => colleague.Cases).ThenBy(colleague => colleague.Account, StringComparer.Ordinal).ToImmutableArray());
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
