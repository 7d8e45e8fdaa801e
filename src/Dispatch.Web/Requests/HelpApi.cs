using Dispatch.Contracts.Requests;
using Dispatch.Domain.Access;
using Dispatch.Web.Accounts;
using Dispatch.Web.Hosting;

namespace Dispatch.Web.Requests;

/// <summary>Whether the promise was kept.</summary>
public sealed record ConfirmBody(bool? Kept, string? Note);

/// <summary>What the holder of a case code may see and do. The code stands in a header that is made for secrets, see <see cref="CaseCredential"/>.</summary>
internal static class HelpApi
{
    public static void MapHelp(this IEndpointRouteBuilder app)
    {
        var help = app.MapGroup("/api/help").WithTags("Requests").RequireRateLimiting(RateLimits.Help);
        help.MapGet("", GetAsync).WithName("getHelp").Needs(AccessTable.ReadHelp).Produces<HelpView>().Refuses(404, 429);
        help.MapPost("cancel", CancelAsync).WithName("cancelHelp").Needs(AccessTable.CancelHelp).Produces(204).Refuses(404, 409, 429);
        help.MapPost("confirm", ConfirmAsync).WithName("confirmHelp").Needs(AccessTable.ConfirmHelp).Produces(204).Refuses(404, 409, 429);

        // Pages that were open before the code left the address; told apart from a code that nobody has.
        help.MapMethods("{code}/{deed?}", ["GET", "POST"], (HttpContext context) => Moved.Problem(context))
            .WithName("helpMoved").Needs(AccessTable.ReadHelp).Refuses(410, 429);
    }

    private static async Task<IResult> GetAsync(HttpContext context, CaseCodes codes, IGrainFactory grains) =>
        Find(context, codes, grains) is { } request && await request.HelpAsync() is { } view ? TypedResults.Ok(view) : Unknown.Problem(context);

    private static async Task<IResult> CancelAsync(HttpContext context, CaseCodes codes, IGrainFactory grains, ReasonBody? body = null) =>
        Find(context, codes, grains) is { } request && await request.HelpAsync() is not null
            ? (await request.CancelAsync(new CancelRequest(Actor.Resident, body?.Reason))).NoContentOrProblem(context)
            : Unknown.Problem(context);

    private static async Task<IResult> ConfirmAsync(HttpContext context, CaseCodes codes, IGrainFactory grains, ConfirmBody? body = null) =>
        Find(context, codes, grains) is { } request && await request.HelpAsync() is not null
            ? (await request.ConfirmAsync(new ConfirmRequest(body?.Kept ?? true, body?.Note))).NoContentOrProblem(context)
            : Unknown.Problem(context);

    internal static IRequestGrain? Find(HttpContext context, CaseCodes codes, IGrainFactory grains) =>
        codes.RequestId(CaseCredential.Of(context.Request)) is { } id ? grains.GetGrain<IRequestGrain>(id) : null;

    internal static Refusal Unknown => new(RefusalCode.RequestUnknown, "No request was ever raised under this code.");

    private static Refusal Moved => new(RefusalCode.HelpMoved, $"A case code goes into the header 'Authorization: {CaseCredential.Scheme} XXXX-XXXX-XXXX', not into the address.");
}
