using System.Collections.Immutable;
using System.Security.Claims;
using Dispatch.Contracts.Duty;
using Dispatch.Domain.Access;
using Dispatch.Domain.Duty;
using Dispatch.Web.Accounts;
using Dispatch.Web.Hosting;
using Dispatch.Web.Stations;

namespace Dispatch.Web.Duty;

/// <summary>The duty roster: the head plans it, counsellors begin, swap and hand over.</summary>
internal static class DutyApi
{
    public static void MapDuty(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/duty/alerts", AlertsAsync).WithTags("Duty").WithName("getDutyAlerts").Needs(AccessTable.ReadRoster)
            .Produces<ImmutableArray<OwnAlert>>().Refuses(401, 403);
        var duty = app.MapGroup("/api/stations/{stationId}/duty").WithTags("Duty");
        duty.MapGet("", GetAsync).WithName("getDuty").Needs(AccessTable.ReadRoster).Produces<DutyPage>().Refuses(401, 403, 404);
        duty.MapPost("alerts/{number:int}/seen", SeenAsync).WithName("seeDutyAlert").Needs(AccessTable.ReadRoster).Changes();
        duty.MapPost("shifts", (string stationId, ShiftBody body, HttpContext context, ClaimsPrincipal user, IGrainFactory grains) =>
            PlanAsync(stationId, null, body, context, user, grains)).WithName("planShift").Needs(AccessTable.PlanRoster).Changes();
        duty.MapPut("shifts/{shiftId}", (string stationId, string shiftId, ShiftBody body, HttpContext context, ClaimsPrincipal user, IGrainFactory grains) =>
            PlanAsync(stationId, shiftId, body, context, user, grains)).WithName("changeShift").Needs(AccessTable.PlanRoster).Changes();
        duty.MapDelete("shifts/{shiftId}", (string stationId, string shiftId, HttpContext context, ClaimsPrincipal user, IGrainFactory grains) =>
            CallAsync(stationId, context, grains, roster => roster.DropAsync(new DropShift(user.Actor(), shiftId))))
            .WithName("dropShift").Needs(AccessTable.PlanRoster).Changes();
        duty.MapPost("copy", (string stationId, CopyBody body, HttpContext context, ClaimsPrincipal user, IGrainFactory grains) =>
            CallAsync(stationId, context, grains, roster => roster.CopyAsync(new CopyWeek(user.Actor(), body.From ?? default, body.Weeks ?? 0))))
            .WithName("copyWeek").Needs(AccessTable.PlanRoster).Changes();
        duty.MapOwn();
    }

    private static void MapOwn(this RouteGroupBuilder duty)
    {
        duty.MapPost("shifts/{shiftId}/begin", (string stationId, string shiftId, HttpContext context, ClaimsPrincipal user, IGrainFactory grains) =>
            CallAsync(stationId, context, grains, roster => roster.BeginAsync(new BeginShift(user.Actor(), shiftId))))
            .WithName("beginShift").Needs(AccessTable.TakeShift).Changes();
        duty.MapPost("swaps", (string stationId, SwapBody body, HttpContext context, ClaimsPrincipal user, IGrainFactory grains) =>
            CallAsync(stationId, context, grains, roster => roster.AskSwapAsync(new AskSwap(
                user.Actor(), body.ShiftId ?? "", Enum.TryParse<DutyPart>(body.Part, ignoreCase: true, out var part) ? part : (DutyPart)(-1), body.To ?? ""))))
            .WithName("askSwap").Needs(AccessTable.TakeShift).Changes();
        duty.MapPost("swaps/{number:int}/answer", (string stationId, int number, AcceptBody body, HttpContext context, ClaimsPrincipal user, IGrainFactory grains) =>
            CallAsync(stationId, context, grains, roster => roster.AnswerSwapAsync(new AnswerColleague(user.Actor(), number, body.Accept == true))))
            .WithName("answerSwap").Needs(AccessTable.TakeShift).Changes();
        duty.MapPost("hand-overs", (string stationId, HandOverBody body, HttpContext context, ClaimsPrincipal user, IGrainFactory grains) =>
            CallAsync(stationId, context, grains, roster => roster.OfferHandOverAsync(new OfferHandOver(user.Actor(), body.To ?? "", body.Note ?? ""))))
            .WithName("offerHandOver").Needs(AccessTable.TakeShift).Changes();
        duty.MapPost("hand-overs/{number:int}/answer", (string stationId, int number, AcceptBody body, HttpContext context, ClaimsPrincipal user, IGrainFactory grains) =>
            CallAsync(stationId, context, grains, roster => roster.AnswerHandOverAsync(new AnswerColleague(user.Actor(), number, body.Accept == true))))
            .WithName("answerHandOver").Needs(AccessTable.TakeShift).Changes();
    }

    /// <summary>The rosters that may name somebody: the own station's, and for a counsellor those of stations that it is lent to.</summary>
    public static async Task<ImmutableArray<string>> StationsOfAsync(Actor actor, StationList stations) => actor.StationId is not { } own ? []
        : actor.Role != Role.Counsellor ? [own]
        : [own, .. (await stations.AllAsync()).Where(each => each.Id != own && !each.BorrowsCounsellorsFrom.IsDefaultOrEmpty && each.BorrowsCounsellorsFrom.Contains(own))
            .Select(each => each.Id)];

    private static async Task<IResult> AlertsAsync(ClaimsPrincipal user, StationList stations, IGrainFactory grains)
    {
        var found = ImmutableArray.CreateBuilder<OwnAlert>();
        foreach (var station in await StationsOfAsync(user.Actor(), stations))
        {
            found.AddRange((await grains.GetGrain<IDutyGrain>(station).AlertsAsync(user.Actor().Account)).Select(alert => new OwnAlert(station, alert)));
        }

        return TypedResults.Ok(found.ToImmutable());
    }

    private static async Task<IResult> GetAsync(
        string stationId, DateOnly? from, int? days, HttpContext context, ClaimsPrincipal user, StaffNames names, StationList stations, IGrainFactory grains)
    {
        if (await stations.FindAsync(stationId) is not { } facts)
        {
            return Unknown.Problem(context);
        }

        var zone = TimeZoneInfo.FindSystemTimeZoneById(facts.TimeZone);
        var today = ShiftTimes.DayOf(context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow(), zone);
        var reply = await grains.GetGrain<IDutyGrain>(stationId).ViewAsync(user.Actor(), from ?? today, days ?? 7);
        if (reply.Value is not { } view)
        {
            return reply.Refused!.Problem(context);
        }

        var named = new Dictionary<string, string>(StringComparer.Ordinal);
        var people = view.People.Select(person => person.Account).Concat(view.Shifts.SelectMany(ShiftRules.PeopleOf)).Append(view.Head);
        foreach (var account in people.Concat(view.HandOvers.SelectMany(each => new[] { each.From, each.To })).Distinct())
        {
            named[account] = await names.OfAsync(account) ?? account;
        }

        return TypedResults.Ok(new DutyPage(view, named));
    }

    private static Task<IResult> SeenAsync(string stationId, int number, HttpContext context, ClaimsPrincipal user, IGrainFactory grains) =>
        CallAsync(stationId, context, grains, async roster =>
        {
            if (AccessTable.ReadRoster.Judge(user.Actor(), new Standing(IsOwn: user.Actor().Role == Role.Counsellor, AccessRule.Belongs(user.Actor(), stationId))) is { } refused)
            {
                return refused;
            }

            await roster.AlertSeenAsync(user.Actor().Account, number);
            return Reply.Done;
        });

    private static Task<IResult> PlanAsync(string stationId, string? shiftId, ShiftBody body, HttpContext context, ClaimsPrincipal user, IGrainFactory grains) =>
        CallAsync(stationId, context, grains, roster => roster.PlanAsync(new PlanShift(
            user.Actor(),
            shiftId,
            body.Day ?? default,
            Minute(body.From),
            Minute(body.To) is 0 ? ShiftTimes.DayMinutes : Minute(body.To),
            body.Primary ?? "",
            body.Secondary,
            body.Lead,
            body.Expert)));

    /// <summary>A minute of the day; <c>24:00</c> is its end, and what is no time is none that a shift has.</summary>
    private static int Minute(string? text) =>
        text == "24:00" ? ShiftTimes.DayMinutes
        : TimeOnly.TryParseExact(text, "HH:mm", out var time) ? (time.Hour * 60) + time.Minute
        : -1;

    private static async Task<IResult> CallAsync(string stationId, HttpContext context, IGrainFactory grains, Func<IDutyGrain, Task<Reply>> call) =>
        await context.RequestServices.GetRequiredService<StationList>().FindAsync(stationId) is null
            ? Unknown.Problem(context)
            : (await call(grains.GetGrain<IDutyGrain>(stationId))).NoContentOrProblem(context);

    private static void Changes(this RouteHandlerBuilder route) => route.Produces(204).Refuses(401, 403, 404, 409);

    private static Refusal Unknown => new(RefusalCode.StationUnknown, "No station of that id takes requests.");
}
