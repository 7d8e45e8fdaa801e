using System.Net.Http.Headers;
using Dispatch.Contracts.Emergencies;
using Dispatch.Domain.Access;
using Dispatch.Web.Accounts;
using Dispatch.Web.Hosting;
using Dispatch.Web.Requests;

namespace Dispatch.Web.Emergencies;

/// <summary>
/// What the holder of a linked unit's one-time page sees and says. The secret of 256 random bits stands in the header
/// <c>Authorization: Unit-Page {emergency}.{secret}</c>; only its digest is kept, and it is compared in constant time.
/// </summary>
internal static class UnitApi
{
    /// <summary>Where the page is.</summary>
    public const string Page = "/unit";

    private const string Scheme = "Unit-Page";
    private const int Longest = 200;

    public static void MapUnit(this IEndpointRouteBuilder app)
    {
        var unit = app.MapGroup("/api/unit").WithTags("Emergencies").Needs(AccessTable.UnitPage).RequireRateLimiting(RateLimits.SignIn);
        unit.MapGet("", GetAsync).WithName("getUnitPage").Produces<UnitPageView>().Refuses(404, 429);
        unit.MapPost("answer", AnswerAsync).WithName("answerUnitPage").Produces<UnitPageView>().Refuses(404, 409, 429);
    }

    private static async Task<IResult> GetAsync(HttpContext context, IGrainFactory grains, Spraying spraying)
    {
        if (Find(context, grains, spraying) is not var (emergency, digest))
        {
            return Missed(context, spraying);
        }

        var reply = await emergency.UnitAsync(digest);
        return reply.Refused is { Code: RefusalCode.LinkRefused } ? Missed(context, spraying) : reply.OkOrProblem(context);
    }

    private static async Task<IResult> AnswerAsync(StepBody? body, HttpContext context, IGrainFactory grains, Spraying spraying)
    {
        if (Find(context, grains, spraying) is not var (emergency, digest))
        {
            return Missed(context, spraying);
        }

        var reply = await emergency.AnswerUnitAsync(digest, EmergenciesApi.StepOf(body));
        return reply.Refused is { Code: RefusalCode.LinkRefused } ? Missed(context, spraying) : reply.OkOrProblem(context);
    }

    private static (IEmergencyGrain Emergency, string Digest)? Find(HttpContext context, IGrainFactory grains, Spraying spraying)
    {
        if (spraying.Hinder(context) is not null
            || !AuthenticationHeaderValue.TryParse(context.Request.Headers.Authorization, out var given)
            || !given.Scheme.Equals(Scheme, StringComparison.OrdinalIgnoreCase)
            || given.Parameter is not { Length: <= Longest } secret)
        {
            return null;
        }

        var cut = secret.IndexOf('.', StringComparison.Ordinal);
        return cut > 0 && CaseCodes.IsRequestId(secret[..cut]) ? (grains.GetGrain<IEmergencyGrain>(secret[..cut]), Secrets.Digest(secret[(cut + 1)..])) : null;
    }

    /// <summary>Whoever tries secrets waits as at signing in: ten minutes after too many misses.</summary>
    private static IResult Missed(HttpContext context, Spraying spraying)
    {
        if (spraying.Hinder(context) is { } hindrance)
        {
            return hindrance.Problem(context);
        }

        spraying.Missed(context);
        return new Refusal(RefusalCode.LinkRefused, "The page was taken back, replaced, has expired, or never existed.").Problem(context);
    }
}
