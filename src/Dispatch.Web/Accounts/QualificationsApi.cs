using System.Security.Claims;
using Dispatch.Contracts.Care;
using Dispatch.Contracts.Responders;
using Dispatch.Domain.Access;
using Dispatch.Web.Hosting;

namespace Dispatch.Web.Accounts;

/// <summary>What the head saw and confirms: the end of the licence, crisis qualification (null: as it was), all competences, when they end (null: as it was), and why.</summary>
public sealed record QualifyBody(DateTimeOffset? LicensedUntil, bool? CrisisQualified, Population[]? Competences, string? Reason, CompetenceTerm[]? CompetenceTerms = null);

/// <summary>What a station's head confirms of its counsellors. Whose head, the counsellor's own actor judges.</summary>
internal static class QualificationsApi
{
    public static void MapQualifications(this IEndpointRouteBuilder app)
    {
        var one = app.MapGroup("/api/stations/{stationId}/people/{account}/qualifications").WithTags("Accounts").Needs(AccessTable.Qualify)
            .AddEndpointFilter(JudgeAsync);
        one.MapGet("", GetAsync).WithName("getQualifications").Produces<QualificationView>().Refuses(401, 403, 404);
        one.MapPut("", PutAsync).WithName("putQualifications").Produces<QualificationView>().Refuses(401, 403, 404, 409);
    }

    /// <summary>The station of the path; whether the counsellor is of it, its own actor judges.</summary>
    private static ValueTask<object?> JudgeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        AccessTable.Qualify.Judge(context.HttpContext.User.Actor(), (string)context.HttpContext.GetRouteValue("stationId")!) is { } refused
            ? ValueTask.FromResult<object?>(refused.Problem(context.HttpContext))
            : next(context);

    private static async Task<IResult> GetAsync(string account, HttpContext context, ClaimsPrincipal user, IGrainFactory grains) =>
        AccountNames.IsName(account)
            ? (await grains.GetGrain<ICounsellorGrain>(account).QualificationsAsync(user.Actor())).OkOrProblem(context)
            : Unknown.Problem(context);

    /// <summary>The whole of it: sent again it changes nothing.</summary>
    private static async Task<IResult> PutAsync(string account, QualifyBody body, HttpContext context, ClaimsPrincipal user, IGrainFactory grains)
    {
        if (!AccountNames.IsName(account))
        {
            return Unknown.Problem(context);
        }

        var counsellor = grains.GetGrain<ICounsellorGrain>(account);
        var command = new Qualify(user.Actor(), body.LicensedUntil, body.CrisisQualified, [.. body.Competences ?? []], body.Reason ?? "")
        {
            Terms = body.CompetenceTerms is { } terms ? [.. terms] : null,
        };
        return (await counsellor.QualifyAsync(command)).Refused is { } refused
            ? refused.Problem(context)
            : (await counsellor.QualificationsAsync(user.Actor())).OkOrProblem(context);
    }

    private static Refusal Unknown => new(RefusalCode.ResponderUnknown, "No counsellor has that name.");
}
