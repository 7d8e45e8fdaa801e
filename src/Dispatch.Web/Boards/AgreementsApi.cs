using System.Collections.Immutable;
using System.Security.Claims;
using Dispatch.Domain.Access;
using Dispatch.Web.Accounts;
using Dispatch.Web.Hosting;
using Dispatch.Web.Stations;

namespace Dispatch.Web.Boards;

/// <summary>An agreement: staff of one station may look at the board of another.</summary>
/// <param name="StationId">Whose board.</param>
/// <param name="With">Whose staff look.</param>
public sealed record AgreementView(string StationId, string With);

/// <summary>The agreements that stand. They are made and ended at the board that is shared, see <see cref="BoardsApi"/>.</summary>
internal static class AgreementsApi
{
    public static void MapAgreements(this IEndpointRouteBuilder app) =>
        app.MapGet("/api/agreements", ListAsync).WithTags("Boards").WithName("listAgreements").Needs(AccessTable.ReadShares)
            .Produces<ImmutableArray<AgreementView>>().Refuses(401, 403);

    /// <summary>A head sees those of the own station, in either direction.</summary>
    private static async Task<IResult> ListAsync(ClaimsPrincipal user, StationList stations)
    {
        var actor = user.Actor();
        return TypedResults.Ok((await stations.AllAsync())
            .SelectMany(station => (station.SharesBoardWith.IsDefault ? [] : station.SharesBoardWith).Select(with => new AgreementView(station.Id, with)))
            .Where(it => AccessTable.ReadShares.Judge(actor, it.StationId) is null || AccessTable.ReadShares.Judge(actor, it.With) is null)
            .ToImmutableArray());
    }
}
