using System.Collections.Immutable;
using System.Security.Claims;
using Dispatch.Contracts.Care;
using Dispatch.Contracts.Requests;
using Dispatch.Domain.Access;
using Dispatch.Web.Accounts;
using Dispatch.Web.Hosting;
using Dispatch.Web.Requests;

namespace Dispatch.Web.SideFiles;

/// <summary>What kind of file, and the reference that its office gave.</summary>
public sealed record SideFileBody(SideKind? Kind, string? Reference);

/// <summary>Disputes and petitions: files of their own, whose users see how far the help is that they asked for, and nothing of any case.</summary>
internal static class SideFilesApi
{
    public static void MapSideFiles(this IEndpointRouteBuilder app)
    {
        var files = app.MapGroup("/api/side-files").WithTags("SideFiles");
        files.MapGet("", ListAsync).WithName("getSideFiles").Needs(AccessTable.SideFiles).Produces<ImmutableArray<SideFileRow>>().Refuses(401, 403);
        files.MapPost("", OpenAsync).WithName("openSideFile").Needs(AccessTable.SideFiles).Produces<SideFileView>().Refuses(401, 403, 409, 413);
        files.MapGet("{id}", GetAsync).WithName("getSideFile").Needs(AccessTable.SideFiles).Produces<SideFileView>().Refuses(401, 403, 404);
        files.MapPost("{id}/support", AskAsync).WithName("askSupport").Needs(AccessTable.SideFiles).Produces<SideFileView>().Refuses(401, 403, 404, 409);
        files.MapPost("{id}/settle", SettleAsync).WithName("settleSideFile").Needs(AccessTable.SideFiles).Produces<SideFileView>().Refuses(401, 403, 404, 409);
    }

    private static async Task<IResult> ListAsync(HttpContext context, ClaimsPrincipal user, IGrainFactory grains)
    {
        var reply = await grains.GetGrain<ISideFileListGrain>(user.Actor().StationId ?? "").ListAsync(user.Actor());
        return reply.Value is { } list ? TypedResults.Ok(list.Files) : reply.Refused!.Problem(context);
    }

    /// <summary>The id follows from the key, so that pressing again opens no second file.</summary>
    private static async Task<IResult> OpenAsync(SideFileBody body, HttpContext context, ClaimsPrincipal user, CaseCodes codes, IGrainFactory grains)
    {
        if (!Once.TryKey(context, out var key))
        {
            return Once.BadKey.Problem(context);
        }

        var actor = user.Actor();
        var id = "f" + codes.RequestId(key is null ? CaseCodes.New() : codes.ForKey(actor.Account, $"side-file/{key}"))![1..];
        return (await grains.GetGrain<ISideFileGrain>(id).OpenAsync(body.Kind ?? (SideKind)(-1), body.Reference ?? "", actor)).OkOrProblem(context);
    }

    private static async Task<IResult> GetAsync(string id, HttpContext context, ClaimsPrincipal user, IGrainFactory grains) =>
        Find(id, grains) is { } file ? (await file.GetAsync(user.Actor())).OkOrProblem(context) : Unknown.Problem(context);

    private static async Task<IResult> SettleAsync(string id, HttpContext context, ClaimsPrincipal user, IGrainFactory grains) =>
        Find(id, grains) is { } file ? (await file.SettleAsync(user.Actor())).OkOrProblem(context) : Unknown.Problem(context);

    /// <summary>The file says first that it may ask, then the request goes out like any other, then the file keeps it. Pressed again it is the same request.</summary>
    private static async Task<IResult> AskAsync(string id, HttpContext context, ClaimsPrincipal user, CaseCodes codes, IGrainFactory grains)
    {
        if (!Once.TryKey(context, out var key))
        {
            return Once.BadKey.Problem(context);
        }

        var actor = user.Actor();
        if (Find(id, grains) is not { } file)
        {
            return Unknown.Problem(context);
        }

        var seen = await file.GetAsync(actor);
        if (seen.Value is not { } view || view.SettledAt is not null)
        {
            return (seen.Refused ?? new Refusal(RefusalCode.CaseState, $"File '{id}' is settled.")).Problem(context);
        }

        var request = codes.RequestId(codes.ForKey(actor.Account, $"{id}/{key ?? Guid.NewGuid().ToString("n")}"))!;
        if ((await file.MayAskAsync(request, actor)).Refused is { } full)
        {
            return full.Problem(context);
        }

        var draft = new RequestDraft("psychological-support", Skills: [], Languages: [], StationId: view.StationId, Remote: true, Channel: Channel.Station);
        var asked = await grains.GetGrain<IRequestGrain>(request).SubmitAsync(new SubmitRequest(draft, actor, $"side-file/{id}"));
        return asked.Refused is { } refused ? refused.Problem(context) : (await file.AskAsync(request, actor)).OkOrProblem(context);
    }

    private static ISideFileGrain? Find(string id, IGrainFactory grains) =>
        id is ['f', .. var rest] && CaseCodes.IsRequestId("r" + rest) ? grains.GetGrain<ISideFileGrain>(id) : null;

    private static Refusal Unknown => new(RefusalCode.EntryUnknown, "No dispute or petition has such an id.");
}
