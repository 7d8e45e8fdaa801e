using System.Security.Claims;
using Dispatch.Contracts.Boards;
using Dispatch.Contracts.Incidents;
using Dispatch.Domain.Access;
using Dispatch.Web.Accounts;
using Dispatch.Web.Hosting;
using Dispatch.Web.Requests;
using Dispatch.Web.Stations;

namespace Dispatch.Web.Incidents;

/// <summary>Public incidents: declared and ended by head or crisis-qualified counsellor, worked on by all staff of the station.</summary>
internal static class IncidentsApi
{
    public static void MapIncidents(this IEndpointRouteBuilder app)
    {
        var station = app.MapGroup("/api/stations/{stationId}/incidents").WithTags("Incidents");
        station.MapGet("", ListAsync).WithName("listIncidents").Needs(AccessTable.ReadIncidents).Produces<IncidentList>().Refuses(401, 403, 404);
        station.MapPost("", DeclareAsync).WithName("declareIncident").Needs(AccessTable.DeclareIncident).Produces<IncidentDeclared>().Refuses(401, 403, 404);
        var one = app.MapGroup("/api/incidents/{id}").WithTags("Incidents");
        one.MapGet("", GetAsync).WithName("getIncident").Needs(AccessTable.ReadIncidents).Produces<NamedIncident>().Refuses(401, 403, 404);
        one.MapPost("people", EnterAsync).WithName("enterPerson").Needs(AccessTable.EnterPeople).Produces<PersonEnteredView>(201).Refuses(401, 403, 404, 409, 413);
        one.MapPost("people/{number:int}/raise", RaiseAsync).WithName("raisePerson").Needs(AccessTable.EnterPeople).Changes();
        one.MapPost("people/{number:int}/level", ConfirmAsync).WithName("confirmPerson").Needs(AccessTable.TriagePeople).Changes();
        one.MapPost("answer", AnswerAsync).WithName("answerCall").Needs(AccessTable.AnswerCall).RequireRateLimiting(RateLimits.Answers).Changes();
        one.MapPost("end", EndAsync).WithName("endIncident").Needs(AccessTable.DeclareIncident).Changes();
    }

    private static async Task<IResult> ListAsync(string stationId, HttpContext context, ClaimsPrincipal user, StationList stations, IGrainFactory grains) =>
        await stations.FindAsync(stationId) is null
            ? NoStation.Problem(context)
            : (await grains.GetGrain<IIncidentGrain>(stationId).ListAsync(user.Actor())).OkOrProblem(context);

    private static async Task<IResult> DeclareAsync(
        string stationId, DeclareBody body, HttpContext context, ClaimsPrincipal user, StationList stations, IGrainFactory grains) =>
        await stations.FindAsync(stationId) is null
            ? NoStation.Problem(context)
            : (await grains.GetGrain<IIncidentGrain>(stationId)
                .DeclareAsync(new DeclareIncident(user.Actor(), body.Kind ?? "", body.Area ?? "", body.Place, body.Reason ?? ""))).OkOrProblem(context);

    private static async Task<IResult> GetAsync(string id, HttpContext context, ClaimsPrincipal user, StaffNames names, StationList stations, IGrainFactory grains)
    {
        if (await FindAsync(id, stations, grains) is not { } station)
        {
            return Unknown.Problem(context);
        }

        var reply = await station.GetAsync(id, user.Actor());
        if (reply.Value is not { } view)
        {
            return reply.Refused!.Problem(context);
        }

        var named = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var account in view.Calls.Select(each => each.Account).Concat(view.People.Select(each => each.By)).Append(view.By).Append(view.EndedBy ?? view.By).Distinct())
        {
            named[account] = await names.OfAsync(account) ?? account;
        }

        var paused = view.Released ? 0 : (await grains.GetGrain<IBoardGrain>(view.StationId).GetAsync()).Rows.Count(each => each.PausedAt is not null);
        return TypedResults.Ok(new NamedIncident(view, named, paused));
    }

    private static async Task<IResult> EnterAsync(
        string id, PersonBody body, HttpContext context, ClaimsPrincipal user, CaseCodes codes, StationList stations, IGrainFactory grains)
    {
        if (!Once.TryKey(context, out var key))
        {
            return Once.BadKey.Problem(context);
        }

        if (await FindAsync(id, stations, grains) is not { } station)
        {
            return Unknown.Problem(context);
        }

        // The ids follow from the key, so that a repetition is the same person and the same requests.
        var actor = user.Actor();
        var scope = $"{actor.Account}\0{id}";
        var code = key is null ? CaseCodes.New() : codes.ForKey(scope, key);
        var task = key is null ? CaseCodes.New() : codes.ForKey(scope + "\0task", key);
        var reply = await station.EnterAsync(id, new EnterPerson(
            actor, codes.RequestId(code)!, codes.RequestId(task)!, body.Digest(), body.Alias, body.Words, body.Place,
            string.IsNullOrEmpty(body.AgeBand) ? null : body.AgeBand, body.Level ?? (RiskLevel)(-1), body.Practical == true, body.Support == true));
        return reply.Value is { } entered
            ? TypedResults.Json(new PersonEnteredView(entered.Number, entered.IsCare ? code : null), statusCode: StatusCodes.Status201Created)
            : reply.Refused!.Problem(context);
    }

    private static Task<IResult> RaiseAsync(
        string id, int number, PersonLevelBody body, HttpContext context, ClaimsPrincipal user, StationList stations, IGrainFactory grains) =>
        CommandAsync(id, context, stations, grains, station =>
            station.RaiseAsync(id, new RaisePerson(user.Actor(), number, body.To ?? (RiskLevel)(-1), body.Reason ?? "")));

    private static Task<IResult> ConfirmAsync(
        string id, int number, PersonLevelBody body, HttpContext context, ClaimsPrincipal user, StationList stations, IGrainFactory grains) =>
        CommandAsync(id, context, stations, grains, station =>
            station.ConfirmAsync(id, new ConfirmPerson(user.Actor(), number, body.To ?? (RiskLevel)(-1), body.Reason ?? "", body.IfVersion ?? 0)));

    private static Task<IResult> AnswerAsync(
        string id, CallStepBody body, HttpContext context, ClaimsPrincipal user, StationList stations, IGrainFactory grains) =>
        CommandAsync(id, context, stations, grains, station => station.AnswerAsync(id, new AnswerCall(user.Actor(), Word<CallStep>(body.Step))));

    private static Task<IResult> EndAsync(
        string id, EndIncidentBody body, HttpContext context, ClaimsPrincipal user, StationList stations, IGrainFactory grains) =>
        CommandAsync(id, context, stations, grains, station =>
            station.EndAsync(id, new EndIncident(user.Actor(), Word<IncidentOutcome>(body.Outcome), body.Reason ?? "")));

    /// <summary>What cannot be read is a word that means nothing, so that the right to say one is judged first.</summary>
    private static T Word<T>(string? text)
        where T : struct, Enum =>
        text is { Length: > 0 } && char.IsLetter(text[0]) && Enum.TryParse<T>(text, ignoreCase: true, out var word) ? word : (T)Enum.ToObject(typeof(T), -1);

    private static async Task<IResult> CommandAsync(
        string id, HttpContext context, StationList stations, IGrainFactory grains, Func<IIncidentGrain, Task<Reply>> command) =>
        await FindAsync(id, stations, grains) is { } station ? (await command(station)).NoContentOrProblem(context) : Unknown.Problem(context);

    /// <summary>The id of an incident begins with that of its station; one of no station wakes no actor.</summary>
    private static async Task<IIncidentGrain?> FindAsync(string id, StationList stations, IGrainFactory grains)
    {
        var cut = id.LastIndexOf('.');
        return cut > 0 && await stations.FindAsync(id[..cut]) is { } station ? grains.GetGrain<IIncidentGrain>(station.Id) : null;
    }

    private static void Changes(this RouteHandlerBuilder route) => route.Produces(204).Refuses(401, 403, 404, 409);

    private static Refusal Unknown => new(RefusalCode.IncidentUnknown, "There is no incident of that id, or it is kept no longer.");

    private static Refusal NoStation => new(RefusalCode.StationUnknown, "No station of that id takes requests.");
}
