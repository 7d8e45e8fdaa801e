using System.Security.Claims;
using Dispatch.Contracts.Accounts;
using Dispatch.Domain.Access;
using Dispatch.Web.Hosting;
using Dispatch.Web.Stations;

namespace Dispatch.Web.Accounts;

/// <summary>Who wants to help, and where.</summary>
public sealed record ApplicationBody(string? StationId, string? DisplayName, string? Account);

/// <summary>How staff let an applicant in: name and role may be others than those wished for.</summary>
public sealed record ApproveBody(string? Account, Role? Role);

/// <summary>Applying for an account, and staff's answer.</summary>
internal static class ApplicationsApi
{
    private const int IdLetters = 24;

    public static void MapApplications(this IEndpointRouteBuilder app)
    {
        app.MapPost("/api/applications", ApplyAsync).WithTags("Accounts").WithName("apply").Needs(AccessTable.Apply).RequireRateLimiting(RateLimits.Applications)
            .Produces(204).Refuses(404, 409, 429);
        var waiting = app.MapGroup("/api/stations/{stationId}/applications/{id}").WithTags("Accounts").Needs(AccessTable.ManagePeople);
        waiting.MapPost("approve", ApproveAsync).WithName("approveApplication").Produces<LinkView>().Refuses(401, 403, 404, 409);
        waiting.MapPost("decline", DeclineAsync).WithName("declineApplication").Produces(204).Refuses(401, 403, 404);
    }

    /// <summary>Nobody looks here whether the name is free: a stranger would learn who has an account.</summary>
    private static async Task<IResult> ApplyAsync(ApplicationBody body, HttpContext context, IGrainFactory grains, StationList stations, RateLimits limits)
    {
        var name = AccountNames.Normal(body.Account);
        if (!AccountNames.IsName(name))
        {
            return new Refusal(RefusalCode.InputInvalid, "An account name has 1..64 of a-z, 0-9, dot, dash and underscore.", "account").Problem(context);
        }

        if (Names.Refuse(body.DisplayName, "displayName") is { } refused)
        {
            return refused.Problem(context);
        }

        if (body.StationId is not { } station || await stations.FindAsync(station) is null)
        {
            return new Refusal(RefusalCode.StationUnknown, "No such station.").Problem(context);
        }

        if (!limits.TryTakeApplication(context, station))
        {
            return new Refusal(RefusalCode.LimitRate, "This client has applied at the station as often as one may in a day.").Problem(context);
        }

        var display = body.DisplayName!.Trim();
        var id = Secrets.Digest($"{station}\0{display}\0{name}")[..IdLetters];
        return (await grains.GetGrain<IRollGrain>(station).ApplyAsync(new Application(id, display, name, default))).NoContentOrProblem(context);
    }

    private static async Task<IResult> ApproveAsync(
        string stationId, string id, ApproveBody body, HttpContext context, ClaimsPrincipal user, IGrainFactory grains, Invitations invitations)
    {
        if (AccessTable.ManagePeople.Judge(user.Actor(), stationId) is { } refused)
        {
            return refused.Problem(context);
        }

        var roll = grains.GetGrain<IRollGrain>(stationId);
        if ((await roll.GetAsync()).Applications.FirstOrDefault(it => it.Id == id) is not { } application)
        {
            return new Refusal(RefusalCode.ApplicationUnknown, "The application was settled before, or never came.").Problem(context);
        }

        var invited = await invitations.InviteAsync(
            user.Actor(), body.Account ?? application.Account, application.DisplayName, body.Role ?? Role.Volunteer, stationId, approved: true);
        if (invited.Refused is null)
        {
            // Last, so that a crash in between leaves the application where it can be approved again.
            await roll.SettleAsync(id, approved: true, user.Actor());
        }

        return invited.OkOrProblem(context);
    }

    private static async Task<IResult> DeclineAsync(string stationId, string id, HttpContext context, ClaimsPrincipal user, IGrainFactory grains) =>
        AccessTable.ManagePeople.Judge(user.Actor(), stationId) is { } refused
            ? refused.Problem(context)
            : (await grains.GetGrain<IRollGrain>(stationId).SettleAsync(id, approved: false, user.Actor())).NoContentOrProblem(context);
}
