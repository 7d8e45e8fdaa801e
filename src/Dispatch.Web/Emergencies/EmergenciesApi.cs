using System.Collections.Immutable;
using System.Security.Claims;
using Dispatch.Contracts.Emergencies;
using Dispatch.Contracts.Rosters;
using Dispatch.Domain.Access;
using Dispatch.Web.Accounts;
using Dispatch.Web.Hosting;
using Dispatch.Web.Requests;

namespace Dispatch.Web.Emergencies;

/// <summary>What staff and the crisis team see of an emergency and do with it.</summary>
internal static class EmergenciesApi
{
    public static void MapEmergencies(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/stations/{stationId}/emergencies", ListAsync).WithTags("Emergencies").WithName("listEmergencies").Needs(AccessTable.ReadWatch)
            .Produces<ImmutableArray<EmergencyBrief>>().Refuses(401, 403);
        app.MapGet("/api/pages", PagesAsync).WithTags("Emergencies").WithName("getPages").Needs(AccessTable.ReadPages)
            .Produces<ImmutableArray<PageView>>().Refuses(401, 403);
        var all = app.MapGroup("/api/emergencies/{id}").WithTags("Emergencies");
        all.MapGet("", GetAsync).WithName("getEmergency").Needs(AccessTable.ReadEmergency).Produces<NamedEmergency>().Refuses(401, 403, 404);
        all.MapPost("answer", AnswerAsync).WithName("answerEmergency").Needs(AccessTable.AnswerEmergency).RequireRateLimiting(RateLimits.Answers).Changes();
        all.MapPost("alarms/{number:int}/answer", AlarmAsync).WithName("answerAlarm").Needs(AccessTable.AnswerEmergency).Changes();
        all.MapPost("debrief", DebriefAsync).WithName("recordDebrief").Needs(AccessTable.AnswerEmergency).Changes();
        all.MapPost("lead", LeadAsync).WithName("leadEmergency").Needs(AccessTable.LeadEmergency).Changes();
        all.MapPost("people/{account}/say", SayForAsync).WithName("sayFor").Needs(AccessTable.LeadEmergency).Changes();
        all.MapPost("call", CallAsync).WithName("callPerson").Needs(AccessTable.CallEmergency).Changes();
        all.MapPost("stand-down", StandDownAsync).WithName("standDown").Needs(AccessTable.StandDown).Changes();
        all.MapPost("units/{unitId}/page", LinkAsync).WithName("linkUnit").Needs(AccessTable.CallEmergency).Produces<UnitLinkView>().Refuses(401, 403, 404, 409);
        all.MapDelete("units/{unitId}/page", UnlinkAsync).WithName("unlinkUnit").Needs(AccessTable.CallEmergency).Changes();
        all.MapPost("units/{unitId}/note", NoteAsync).WithName("noteUnit").Needs(AccessTable.CallEmergency).Changes();
    }

    private static async Task<IResult> ListAsync(string stationId, HttpContext context, ClaimsPrincipal user, IGrainFactory grains)
    {
        if (AccessTable.ReadWatch.Judge(user.Actor(), stationId) is { } refused)
        {
            return refused.Problem(context);
        }

        var found = ImmutableArray.CreateBuilder<EmergencyBrief>();
        foreach (var id in await grains.GetGrain<IRosterGrain>(stationId).RunningAsync())
        {
            if (await grains.GetGrain<IEmergencyGrain>(id).BriefAsync() is { } brief)
            {
                found.Add(brief);
            }
        }

        return TypedResults.Ok(found.ToImmutable());
    }

    private static async Task<IResult> PagesAsync(ClaimsPrincipal user, IGrainFactory grains) =>
        TypedResults.Ok((await grains.GetGrain<IPagerGrain>(user.Actor().Account).ListAsync()).Pages);

    private static async Task<IResult> GetAsync(string id, HttpContext context, ClaimsPrincipal user, StaffNames names, IGrainFactory grains)
    {
        if (Find(id, grains) is not { } emergency)
        {
            return Unknown.Problem(context);
        }

        var reply = await emergency.GetAsync(user.Actor());
        if (reply.Value is not { } view)
        {
            return reply.Refused!.Problem(context);
        }

        var named = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var account in view.People.Select(each => each.Account).Append(view.Lead).Append(view.Head).Distinct())
        {
            named[account] = await names.OfAsync(account) ?? account;
        }

        return TypedResults.Ok(new NamedEmergency(view, named));
    }

    private static Task<IResult> AnswerAsync(string id, StepBody body, HttpContext context, ClaimsPrincipal user, IGrainFactory grains) =>
        CommandAsync(id, context, grains, emergency => emergency.AnswerAsync(new AnswerPage(user.Actor(), StepOf(body))));

    private static Task<IResult> AlarmAsync(string id, int number, HttpContext context, ClaimsPrincipal user, IGrainFactory grains) =>
        CommandAsync(id, context, grains, emergency => emergency.AnswerAlarmAsync(new AnswerAlarm(user.Actor(), number)));

    private static Task<IResult> DebriefAsync(string id, DebriefBody body, HttpContext context, ClaimsPrincipal user, IGrainFactory grains) =>
        CommandAsync(id, context, grains, emergency =>
            emergency.DebriefAsync(new RecordDebrief(user.Actor(), body.Account ?? user.Actor().Account, AccountNames.IsName(body.With ?? "") ? body.With : null)));

    private static Task<IResult> LeadAsync(string id, HttpContext context, ClaimsPrincipal user, IGrainFactory grains) =>
        CommandAsync(id, context, grains, emergency => emergency.LeadAsync(new TakeLead(user.Actor())));

    private static Task<IResult> SayForAsync(string id, string account, SayForBody body, HttpContext context, ClaimsPrincipal user, IGrainFactory grains) =>
        CommandAsync(id, context, grains, emergency =>
            emergency.SayForAsync(new SayFor(user.Actor(), account, StepOf(new StepBody(body.Step)), body.Reason ?? "")));

    private static Task<IResult> CallAsync(string id, CallBody body, HttpContext context, ClaimsPrincipal user, IGrainFactory grains) =>
        CommandAsync(id, context, grains, emergency => emergency.CallAsync(new CallPerson(user.Actor(), body.Account ?? "")));

    private static Task<IResult> StandDownAsync(string id, StandDownBody body, HttpContext context, ClaimsPrincipal user, IGrainFactory grains) =>
        CommandAsync(id, context, grains, emergency => emergency.StandDownAsync(new StandDown(
            user.Actor(), Enum.TryParse<Outcome>(body.Outcome, ignoreCase: true, out var outcome) ? outcome : (Outcome)(-1), body.Reason ?? "")));

    private static async Task<IResult> LinkAsync(string id, string unitId, HttpContext context, ClaimsPrincipal user, IGrainFactory grains)
    {
        if (Find(id, grains) is not { } emergency)
        {
            return Unknown.Problem(context);
        }

        var token = Secrets.Token();
        var reply = await emergency.LinkAsync(new LinkUnit(user.Actor(), unitId, Secrets.Digest(token)));
        return reply.Refused is { } refused ? refused.Problem(context) : TypedResults.Ok(new UnitLinkView(unitId, $"{UnitApi.Page}#{id}.{token}"));
    }

    private static Task<IResult> UnlinkAsync(string id, string unitId, HttpContext context, ClaimsPrincipal user, IGrainFactory grains) =>
        CommandAsync(id, context, grains, emergency => emergency.UnlinkAsync(new UnlinkUnit(user.Actor(), unitId)));

    private static Task<IResult> NoteAsync(string id, string unitId, StepBody body, HttpContext context, ClaimsPrincipal user, IGrainFactory grains) =>
        CommandAsync(id, context, grains, emergency => emergency.NoteUnitAsync(new NoteUnit(user.Actor(), unitId, StepOf(body))));

    private static async Task<IResult> CommandAsync(string id, HttpContext context, IGrainFactory grains, Func<IEmergencyGrain, Task<Reply>> command) =>
        Find(id, grains) is { } emergency ? (await command(emergency)).NoContentOrProblem(context) : Unknown.Problem(context);

    /// <summary>What cannot be read is a step that nobody takes, so that the right to take one is judged first.</summary>
    internal static PageStep StepOf(StepBody? body) =>
        body?.Step is { } text && char.IsLetter(text.FirstOrDefault()) && Enum.TryParse<PageStep>(text, ignoreCase: true, out var step) ? step : (PageStep)99;

    private static IEmergencyGrain? Find(string id, IGrainFactory grains) => CaseCodes.IsRequestId(id) ? grains.GetGrain<IEmergencyGrain>(id) : null;

    private static Refusal Unknown => new(RefusalCode.EmergencyUnknown, "No emergency of that id was ever opened.");

    private static void Changes(this RouteHandlerBuilder route) => route.Produces(204).Refuses(401, 403, 404, 409);
}
