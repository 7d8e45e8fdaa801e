using Dispatch.Contracts.Chats;
using Dispatch.Domain.Access;
using Dispatch.Web.Accounts;
using Dispatch.Web.Hosting;
using Dispatch.Web.Requests;

namespace Dispatch.Web.Chats;

/// <summary>A message: the id that the device made for it, and its words.</summary>
public sealed record MessageBody(string? Id, string? Text);

/// <summary>Up to which line it was seen.</summary>
public sealed record SeenBody(long? Upto);

/// <summary>The resident's side of the chat, by the case code.</summary>
internal static class HelpChatApi
{
    public static void MapHelpChat(this IEndpointRouteBuilder app)
    {
        var chat = app.MapGroup("/api/help/chat").WithTags("Chats").RequireRateLimiting(RateLimits.Help);
        chat.MapGet("", GetAsync).WithName("getHelpChat").Needs(AccessTable.ChatHelp).Produces<ChatView>().Refuses(404, 429);
        chat.MapPost("", WriteAsync).WithName("writeHelpChat").Needs(AccessTable.ChatHelp).Produces<ChatReceipt>().Refuses(404, 409, 413, 429);
        chat.MapPost("seen", SeenAsync).WithName("seenHelpChat").Needs(AccessTable.ChatHelp).Produces(204).Refuses(404, 429);
    }

    private static async Task<IResult> GetAsync(HttpContext context, CaseCodes codes, IGrainFactory grains, long after = 0) =>
        Find(context, codes, grains) is { } chat ? (await chat.ViewAsync(Actor.Resident, after)).OkOrProblem(context) : HelpApi.Unknown.Problem(context);

    private static async Task<IResult> WriteAsync(HttpContext context, CaseCodes codes, IGrainFactory grains, MessageBody? body = null) =>
        Find(context, codes, grains) is { } chat
            ? (await chat.WriteAsync(new WriteMessage(Actor.Resident, body?.Id ?? "", body?.Text ?? ""))).OkOrProblem(context)
            : HelpApi.Unknown.Problem(context);

    private static async Task<IResult> SeenAsync(HttpContext context, CaseCodes codes, IGrainFactory grains, SeenBody? body = null) =>
        Find(context, codes, grains) is { } chat
            ? (await chat.SeenAsync(Actor.Resident, body?.Upto ?? 0)).NoContentOrProblem(context)
            : HelpApi.Unknown.Problem(context);

    private static IChatGrain? Find(HttpContext context, CaseCodes codes, IGrainFactory grains) =>
        codes.RequestId(CaseCredential.Of(context.Request)) is { } id ? grains.GetGrain<IChatGrain>(id) : null;
}
