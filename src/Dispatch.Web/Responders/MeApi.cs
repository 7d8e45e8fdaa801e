using System.Collections.Immutable;
using System.Security.Claims;
using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Responders;
using Dispatch.Domain.Access;
using Dispatch.Web.Accounts;
using Dispatch.Web.Hosting;
using Dispatch.Web.Requests;

namespace Dispatch.Web.Responders;

/// <summary>On or off duty, from where (null: home), and how one travels (null: as usual).</summary>
public sealed record DutyBody(bool? OnDuty, PlaceBody? Location, TravelMode? TravelMode);

/// <summary>What a volunteer's or counsellor's own phone shows.</summary>
internal static class MeApi
{
    public static void MapMe(this IEndpointRouteBuilder app)
    {
        var me = app.MapGroup("/api/me").WithTags("Responders");
        me.MapGet("", GetAsync).WithName("getMe").Needs(AccessTable.ReadMe).Produces<ResponderView>().Refuses(401, 403, 404);
        me.MapPut("duty", DutyAsync).WithName("setDuty").Needs(AccessTable.SetDuty).Produces<ResponderView>().Refuses(401, 403, 404, 409);
        me.MapGet("offers", OffersAsync).WithName("getOffers").Needs(AccessTable.ReadMe).Produces<ImmutableArray<OfferView>>().Refuses(401, 403);
        me.MapGet("tasks", TasksAsync).WithName("getTasks").Needs(AccessTable.ReadMe).Produces<ImmutableArray<TaskView>>().Refuses(401, 403, 404);
    }

    private static async Task<IResult> GetAsync(HttpContext context, ClaimsPrincipal user, IGrainFactory grains) =>
        await grains.Responder(user.Actor()).GetAsync() is { } view ? TypedResults.Ok(view) : Unknown(user).Problem(context);

    private static async Task<IResult> DutyAsync(DutyBody body, HttpContext context, ClaimsPrincipal user, IGrainFactory grains)
    {
        if (body.OnDuty is not { } onDuty)
        {
            return new Refusal(RefusalCode.InputInvalid, "Whether on duty or not is missing.").Problem(context);
        }

        if (!TryPlace(body.Location, out var place))
        {
            return new Refusal(RefusalCode.PlaceInvalid, "A location needs lat in -90..90 and lon in -180..180.").Problem(context);
        }

        var me = grains.Responder(user.Actor());
        var reply = await me.SetDutyAsync(new SetDuty(onDuty, place, body.TravelMode));
        return reply.Refused is { } refused ? refused.Problem(context)
            : await me.GetAsync() is { } view ? TypedResults.Ok(view)
            : Unknown(user).Problem(context);
    }

    private static async Task<IResult> OffersAsync(ClaimsPrincipal user, IGrainFactory grains) =>
        TypedResults.Ok(await grains.Responder(user.Actor()).OffersAsync());

    private static async Task<IResult> TasksAsync(HttpContext context, ClaimsPrincipal user, IGrainFactory grains) =>
        await grains.Responder(user.Actor()).GetAsync() is { } view ? TypedResults.Ok(view.Tasks) : Unknown(user).Problem(context);

    private static bool TryPlace(PlaceBody? body, out GeoPoint? place)
    {
        place = body is { Lat: >= -90 and <= 90, Lon: >= -180 and <= 180 } ? new GeoPoint(body.Lat.Value, body.Lon.Value) : null;
        return body is null || place is not null;
    }

    private static Refusal Unknown(ClaimsPrincipal user) =>
        new(RefusalCode.ResponderUnknown, $"Account '{user.Actor().Account}' is not enrolled as a responder.");
}
