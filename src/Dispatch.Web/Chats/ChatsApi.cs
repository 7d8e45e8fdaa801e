using System.Security.Claims;
using Dispatch.Contracts.Chats;
using Dispatch.Domain.Access;
using Dispatch.Web.Accounts;
using Dispatch.Web.Hosting;
using Dispatch.Web.Requests;

namespace Dispatch.Web.Chats;

/// <summary>The counsellor's side of the chat. The chat itself judges who belongs to it.</summary>
internal static class ChatsApi
{
    public static void MapChats(this IEndpointRouteBuilder app)
    {
        var chat = app.MapGroup("/api/requests/{id}/chat").WithTags("Chats").RequireRateLimiting(RateLimits.Answers);
        chat.MapGet("", GetAsync).WithName("getChat").Needs(AccessTable.Chat).Produces<ChatView>().Refuses(401, 403, 404, 429);
        chat.MapPost("", WriteAsync).WithName("writeChat").Needs(AccessTable.Chat).Produces<ChatReceipt>().Refuses(401, 403, 404, 409, 413, 429);
        chat.MapPost("seen", SeenAsync).WithName("seenChat").Needs(AccessTable.Chat).Produces(204).Refuses(401, 403, 404, 429);
        chat.MapPost("join", JoinAsync).WithName("joinChat").Needs(AccessTable.Chat).Produces(204).Refuses(401, 403, 404, 409, 429);
        chat.MapPost("end", EndAsync).WithName("endChat").Needs(AccessTable.Chat).Produces(204).Refuses(401, 403, 404, 429);
        chat.MapPost("alarms/{number:int}/seen", AlarmSeenAsync).WithName("seenChatAlarm").Needs(AccessTable.Chat).Produces(204).Refuses(401, 403, 404, 429);
        chat.MapPost("transcript", TranscriptAsync).WithName("takeTranscript").Needs(AccessTable.Transcript)
            .Produces<ChatTranscript>().Refuses(401, 403, 404, 429);
    }

    private static async Task<IResult> GetAsync(string id, HttpContext context, ClaimsPrincipal user, IGrainFactory grains, long after = 0) =>
        Find(id, grains) is { } chat ? (await chat.ViewAsync(user.Actor(), after)).OkOrProblem(context) : RequestsApi.Unknown.Problem(context);

    private static async Task<IResult> WriteAsync(string id, HttpContext context, ClaimsPrincipal user, IGrainFactory grains, MessageBody? body = null) =>
        Find(id, grains) is { } chat
            ? (await chat.WriteAsync(new WriteMessage(user.Actor(), body?.Id ?? "", body?.Text ?? ""))).OkOrProblem(context)
            : RequestsApi.Unknown.Problem(context);

    private static Task<IResult> SeenAsync(string id, HttpContext context, ClaimsPrincipal user, IGrainFactory grains, SeenBody? body = null) =>
        DoAsync(id, context, grains, chat => chat.SeenAsync(user.Actor(), body?.Upto ?? 0));

    private static Task<IResult> JoinAsync(string id, HttpContext context, ClaimsPrincipal user, IGrainFactory grains) =>
        DoAsync(id, context, grains, chat => chat.JoinAsync(user.Actor()));

    private static Task<IResult> EndAsync(string id, HttpContext context, ClaimsPrincipal user, IGrainFactory grains) =>
        DoAsync(id, context, grains, chat => chat.EndAsync(user.Actor()));

    private static Task<IResult> AlarmSeenAsync(string id, int number, HttpContext context, ClaimsPrincipal user, IGrainFactory grains) =>
        DoAsync(id, context, grains, chat => chat.AlarmSeenAsync(user.Actor(), number));

    private static async Task<IResult> TranscriptAsync(string id, HttpContext context, ClaimsPrincipal user, IGrainFactory grains) =>
        Find(id, grains) is { } chat ? (await chat.TranscriptAsync(user.Actor())).OkOrProblem(context) : RequestsApi.Unknown.Problem(context);

    private static async Task<IResult> DoAsync(string id, HttpContext context, IGrainFactory grains, Func<IChatGrain, Task<Reply>> deed) =>
        Find(id, grains) is { } chat ? (await deed(chat)).NoContentOrProblem(context) : RequestsApi.Unknown.Problem(context);

    private static IChatGrain? Find(string id, IGrainFactory grains) => CaseCodes.IsRequestId(id) ? grains.GetGrain<IChatGrain>(id) : null;
}
