using Dispatch.Contracts.Privacy;
using Dispatch.Contracts.Requests;
using Dispatch.Domain.Access;
using Dispatch.Web.Accounts;
using Dispatch.Web.Hosting;

namespace Dispatch.Web.Requests;

/// <summary>A purpose, and whether it is allowed.</summary>
public sealed record ConsentBody(Purpose? Purpose, bool? Given)
{
    /// <summary>The consent; null when the body says none.</summary>
    internal Consent? Read() => Purpose is { } purpose && Given is { } given ? new Consent(purpose, given) : null;

    /// <summary>What is missing.</summary>
    internal static Refusal Missing => new(RefusalCode.InputInvalid, "A consent needs purpose and given.");
}

/// <summary>What proves, beside the case code, that it is the resident who asks.</summary>
/// <param name="Contact">The last four digits of the contact given with the request.</param>
public sealed record ProofBody(string? Contact);

/// <summary>What the holder of a case code decides about the own data. A code may be tried a few times a day only: a fact of four digits bears no more.</summary>
internal static class HelpDataApi
{
    public static void MapHelpData(this IEndpointRouteBuilder app)
    {
        var data = app.MapGroup("/api/help").WithTags("Requests").RequireRateLimiting(RateLimits.Help);
        data.MapPost("consents", ConsentAsync).WithName("setHelpConsent").Needs(AccessTable.ConsentHelp).Produces(204).Refuses(404, 409, 429);
        data.MapPost("export", ExportAsync).WithName("exportHelp").Needs(AccessTable.ExportHelp).Produces<ResidentExport>().Refuses(403, 404, 429);
        data.MapPost("erase", EraseAsync).WithName("eraseHelp").Needs(AccessTable.EraseHelp).Produces(204).Refuses(403, 404, 409, 429);
    }

    private static async Task<IResult> ConsentAsync(HttpContext context, CaseCodes codes, IGrainFactory grains, RateLimits limits, ConsentBody? body = null) =>
        HelpApi.Find(context, codes, grains) is not { } request ? HelpApi.Unknown.Problem(context)
        : body?.Read() is not { } consent ? ConsentBody.Missing.Problem(context)
        : !limits.TryTakeConsent(context, request.GetPrimaryKeyString()) ? TooOften.Problem(context)
        : (await request.ConsentAsync(consent)).NoContentOrProblem(context);

    private static async Task<IResult> ExportAsync(HttpContext context, CaseCodes codes, IGrainFactory grains, RateLimits limits, ProofBody? body = null)
    {
        if (HelpApi.Find(context, codes, grains) is not { } request)
        {
            return HelpApi.Unknown.Problem(context);
        }

        if (!limits.TryTakeData(context, request.GetPrimaryKeyString()))
        {
            return TooOften.Problem(context);
        }

        var reply = await request.ExportAsync(body?.Contact);
        return reply.Refused is { } refused
            ? refused.Problem(context)
            : TypedResults.Ok(await CareData.WithAsync(reply.Value!, grains, request.GetPrimaryKeyString()));
    }

    private static async Task<IResult> EraseAsync(HttpContext context, CaseCodes codes, IGrainFactory grains, RateLimits limits, ProofBody? body = null)
    {
        if (HelpApi.Find(context, codes, grains) is not { } request)
        {
            return HelpApi.Unknown.Problem(context);
        }

        if (!limits.TryTakeData(context, request.GetPrimaryKeyString()))
        {
            return TooOften.Problem(context);
        }

        // The request last: whoever is broken off can ask again, as long as it does not say that all is gone.
        var dangers = await request.DangersAsync();
        var may = await request.MayEraseAsync(body?.Contact);
        var reply = may.Refused is null ? await CareData.EraseAsync(grains, request.GetPrimaryKeyString()) : may;
        return (reply.Refused is null ? await request.EraseAsync(body?.Contact, dangers) : reply).NoContentOrProblem(context);
    }

    private static Refusal TooOften => new(RefusalCode.LimitRate, "This was asked for too often today, under this code or from this client.");
}
