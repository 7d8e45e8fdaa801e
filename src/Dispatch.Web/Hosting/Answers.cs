using System.Globalization;

namespace Dispatch.Web.Hosting;

/// <summary>Answers of endpoints to what grains reply.</summary>
internal static class Answers
{
    /// <summary>204, or the refusal as a problem with its Retry-After.</summary>
    public static IResult NoContentOrProblem(this Reply reply, HttpContext context) =>
        reply.Refused is { } refused ? refused.Problem(context) : TypedResults.NoContent();

    /// <summary>200 with the value, or the refusal as a problem with its Retry-After.</summary>
    public static IResult OkOrProblem<T>(this Reply<T> reply, HttpContext context)
        where T : class =>
        reply.Refused is { } refused ? refused.Problem(context) : TypedResults.Ok(reply.Value);

    /// <summary>The refusal as a problem with its Retry-After.</summary>
    public static IResult Problem(this Refusal refused, HttpContext context)
    {
        if (Problems.RetryAfter(refused.Code) is { } seconds && context.Response.Headers.RetryAfter.Count == 0)
        {
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        return Problems.Of(refused);
    }

    /// <summary>States the version of what is answered.</summary>
    public static void SetETag(this HttpContext context, long version) =>
        context.Response.Headers.ETag = $"\"{version.ToString(CultureInfo.InvariantCulture)}\"";

    /// <summary>Reads <c>If-Match</c>: <c>"7"</c> or <c>7</c>; null when absent or <c>*</c>. False: not a version.</summary>
    public static bool TryIfMatch(this HttpContext context, out long? version)
    {
        version = null;
        var text = context.Request.Headers.IfMatch.ToString().Trim();
        if (text.Length == 0 || text == "*")
        {
            return true;
        }

        if (text.Length >= 2 && text[0] == '"' && text[^1] == '"')
        {
            text = text[1..^1];
        }

        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed))
        {
            return false;
        }

        version = parsed;
        return true;
    }
}
