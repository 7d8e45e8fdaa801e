using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Dispatch.Contracts.Accounts;
using Dispatch.Web.Accounts;

namespace Dispatch.Web.Hosting;

/// <summary>Answers a repeated command under the same <c>Idempotency-Key</c> with the first answer.</summary>
internal sealed class Once(IGrainFactory grains) : IEndpointFilter
{
    private const string Header = "Idempotency-Key";
    private const int LongestKey = 128;

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
        var once = grains.GetGrain<IOnceGrain>(Digest($"{http.User.Actor().Account}\0{route}\0{key}"));
        var begun = await once.BeginAsync(BodyDigest(http, context.Arguments));
        if (begun.Refused is { } refused)
        {
            return refused.Problem(http);
        }

        if (begun.Value is { Status: > 0 } recorded)
        {
            return recorded.Body is null
                ? Results.StatusCode(recorded.Status)
                : Results.Text(recorded.Body, recorded.Status < 400 ? "application/json" : "application/problem+json", Encoding.UTF8, recorded.Status);
        }

        var answer = await next(context);
        await RecordAsync(once, answer);
        return answer;
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

    public static Refusal BadKey => new(RefusalCode.InputInvalid, $"{Header} must be 1 to {LongestKey} visible ASCII characters.");

    /// <summary>A digest of a text, as lower-case hexadecimal.</summary>
    public static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>What makes two calls the same: the path and the body as it was understood, so that blanks and the order of fields do not matter.</summary>
    private static string BodyDigest(HttpContext http, IList<object?> arguments)
    {
        var body = arguments.FirstOrDefault(argument => argument?.GetType().Namespace?.StartsWith("Dispatch.Web", StringComparison.Ordinal) == true
            && argument.GetType().Name.EndsWith("Body", StringComparison.Ordinal));
        return Digest($"{http.Request.Path}\n{JsonSerializer.Serialize(body, Json.Options)}");
    }

    /// <summary>Only final answers are kept: what may go otherwise a moment later is worth another try.</summary>
    private static Task RecordAsync(IOnceGrain once, object? answer)
    {
        var status = (answer as IStatusCodeHttpResult)?.StatusCode ?? StatusCodes.Status200OK;
        if (status is >= 500 or StatusCodes.Status401Unauthorized or StatusCodes.Status429TooManyRequests)
        {
            return Task.CompletedTask;
        }

        var value = answer is Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult problem ? problem.ProblemDetails : (answer as IValueHttpResult)?.Value;
        return once.FinishAsync(new OnceOutcome(status, value is null ? null : JsonSerializer.Serialize(value, Json.Options)));
    }
}
