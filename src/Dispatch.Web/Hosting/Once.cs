using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Dispatch.Contracts.Accounts;
using Dispatch.Web.Accounts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Dispatch.Web.Hosting;

/// <summary>Runs a repeated command under the same <c>Idempotency-Key</c> once, and answers every repetition alike.</summary>
/// <remarks>
/// For commands that are not idempotent by themselves, and that answer 204 or a problem: of an answer only status, code and ETag are remembered,
/// never a body, for who repeats a command may no longer be allowed to see what it answered.
/// </remarks>
internal sealed class Once(IGrainFactory grains) : IEndpointFilter
{
    private const string Header = "Idempotency-Key";
    private const int LongestKey = 128;

    /// <summary>Keys of nobody in particular share one space, so a short one could be somebody else's: 16 characters hold 64 bits even in hexadecimal.</summary>
    private const int ShortestOpenKey = 16;

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (!TryKey(http, out var key))
        {
            return BadKey.Problem(http);
        }

        if (key is null)
        {
            return await next(context);
        }

        var route = (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
        var id = Digest($"{http.User.Actor().Account}\0{route}\0{key}");
        var once = grains.GetGrain<IOnceGrain>(OnceSweep.Row(id));
        var begun = await once.BeginAsync(id, BodyDigest(http, context.Arguments));
        if (begun.Refused is { } refused)
        {
            return refused.Problem(http);
        }

        var known = begun.Value!;
        if (known.Phase == OncePhase.Running)
        {
            known = await once.AwaitAsync(id);
            return known.Outcome is { } first ? Repeat(http, first) : Running.Problem(http);
        }

        if (known.Outcome is { } recorded)
        {
            return Repeat(http, recorded);
        }

        if (known.Phase == OncePhase.Broken && http.TryIfMatch(out var version) && version is null)
        {
            // With a version the request itself tells whether the first run took effect; without one a second run could act twice.
            await once.LetGoAsync(id, free: false);
            return Unknown.Problem(http);
        }

        return await RunAsync(once, id, context, next);
    }

    /// <summary>Reads the key: 1 to 128 visible ASCII characters; null when there is none. False: it is none of these.</summary>
    public static bool TryKey(HttpContext context, out string? key)
    {
        key = null;
        if (!context.Request.Headers.TryGetValue(Header, out var values))
        {
            return true;
        }

        var text = values.ToString();
        if (values.Count != 1 || text.Length is 0 or > LongestKey || text.Any(letter => letter is <= ' ' or > '~'))
        {
            return false;
        }

        key = text;
        return true;
    }

    /// <summary>Why the key of a caller who is not signed in is too weak; null: it is not.</summary>
    public static Refusal? WeakKey(Actor actor, string? key) => actor.Role == Role.Resident && key?.Length < ShortestOpenKey
        ? new Refusal(RefusalCode.InputInvalid, $"{Header} must have at least {ShortestOpenKey} characters without a sign-in.")
        : null;

    public static Refusal BadKey => new(RefusalCode.InputInvalid, $"{Header} must be 1 to {LongestKey} visible ASCII characters.");

    private static Refusal Running => new(RefusalCode.IdempotencyRunning, "The command under this idempotency key still runs.");

    private static Refusal Unknown => new(RefusalCode.OutcomeUnknown, "The command under this idempotency key was begun; whether it took effect is unknown.");

    /// <summary>A digest of a text, as lower-case hexadecimal.</summary>
    public static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>What makes two calls the same: the path and the body as it was understood, so that blanks and the order of fields do not matter.</summary>
    private static string BodyDigest(HttpContext http, IList<object?> arguments)
    {
        var body = arguments.FirstOrDefault(argument => argument?.GetType().Namespace?.StartsWith("Dispatch.Web", StringComparison.Ordinal) == true
            && argument.GetType().Name.EndsWith("Body", StringComparison.Ordinal));
        return Digest($"{http.Request.Path}\n{JsonSerializer.Serialize(body, Json.Options)}");
    }

    private static async Task<object?> RunAsync(IOnceGrain once, string id, EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        object? answer;
        try
        {
            answer = await next(context);
        }
        catch (Exception fault)
        {
            await QuietlyAsync(() => once.LetGoAsync(id, Faults.Refusal(fault).Code is RefusalCode.StoreUnavailable or RefusalCode.LoadTooHigh));
            throw;
        }

        var status = (answer as IStatusCodeHttpResult)?.StatusCode ?? StatusCodes.Status200OK;
        var code = (answer as ProblemHttpResult)?.ProblemDetails.Extensions["code"] as string;
        var etag = context.HttpContext.Response.Headers.ETag.ToString();

        // Only final answers are kept: what may go otherwise a moment later is worth another try.
        var isFinal = status is < 500 and not (StatusCodes.Status401Unauthorized or StatusCodes.Status429TooManyRequests);
        await QuietlyAsync(() => isFinal
            ? once.FinishAsync(id, new OnceOutcome(status, RefusalCodes.Read(code), etag.Length > 0 ? etag : null))
            : once.LetGoAsync(id, free: true));
        return answer;
    }

    /// <summary>The command has its answer whether or not it can be remembered; a repetition then finds it broken, and is careful.</summary>
    private static async Task QuietlyAsync(Func<Task> note)
    {
        try
        {
            await note();
        }
        catch (Exception fault) when (Faults.Refusal(fault).Code != RefusalCode.FaultInternal)
        {
            // The store logs its own faults.
        }
    }

    private static IResult Repeat(HttpContext http, OnceOutcome recorded)
    {
        if (recorded.ETag is { } etag)
        {
            http.Response.Headers.ETag = etag;
        }

        return recorded.Code is { } code
            ? new Refusal(code, "The command was answered so when it first came under this idempotency key.").Problem(http)
            : Results.StatusCode(recorded.Status);
    }
}
