using System.Collections.Immutable;
using Dispatch.Contracts.Stations;
using Dispatch.Domain.Access;
using Dispatch.Web.Accounts;
using Dispatch.Web.Hosting;

namespace Dispatch.Web.Stations;

/// <summary>A station as anybody may see it: no staff, no policy.</summary>
/// <param name="Id">Station id.</param>
/// <param name="NameZh">Chinese name.</param>
/// <param name="NameEn">English name.</param>
/// <param name="Kind">Kind of station.</param>
/// <param name="Centre">Centre of the service circle.</param>
/// <param name="RadiusMetres">Radius of the service circle.</param>
/// <param name="TimeZone">IANA zone in which times are shown.</param>
/// <param name="Areas">Areas of the circle.</param>
public sealed record StationView(
    string Id, string NameZh, string NameEn, string Kind, GeoPoint Centre, int RadiusMetres, string TimeZone, ImmutableArray<AreaFacts> Areas);

/// <summary>The stations that take requests.</summary>
internal static class StationsApi
{
    public static void MapStations(this IEndpointRouteBuilder app) =>
        app.MapGet("/api/stations", ListAsync).WithTags("Stations").WithName("listStations").Needs(AccessTable.ReadPublic)
            .Produces<ImmutableArray<StationView>>().Refuses();

    private static async Task<IResult> ListAsync(StationList stations) => TypedResults.Ok((await stations.AllAsync())
        .Select(it => new StationView(it.Id, it.NameZh, it.NameEn, it.Kind, it.Centre, it.RadiusMetres, it.TimeZone, it.Areas)).ToImmutableArray());
}
