using System.Diagnostics;
using OpenTelemetry;

namespace Dispatch.Operations.Traces;

/// <summary>
/// Lets only those attributes of an activity out that are known to hold no name, address or code. Paths hold case codes, messages of exceptions
/// hold whatever their author liked, and what people type to sign in names an account: none of them leaves.
/// </summary>
internal sealed class TraceScrubber : BaseProcessor<Activity>
{
    private const string Target = "rpc.orleans.target_id";

    private static readonly HashSet<string> Harmless = new(StringComparer.Ordinal)
    {
        "http.request.method", "http.route", "http.response.status_code", "url.scheme", "error.type", "exception.type",
        "rpc.system", "rpc.service", "rpc.method", "otel.status_code",
    };

    public override void OnEnd(Activity data)
    {
        foreach (var (key, value) in data.TagObjects.ToList())
        {
            if (key == Target)
            {
                data.SetTag(key, TargetOf(value?.ToString() ?? ""));
            }
            else if (!Harmless.Contains(key))
            {
                data.SetTag(key, null);
            }
        }

        if (data.Status == ActivityStatusCode.Error && data.StatusDescription is not null)
        {
            data.SetStatus(ActivityStatusCode.Error);
        }
    }

    private static string TargetOf(string id) => id.StartsWith("account/", StringComparison.Ordinal) || id.StartsWith("once/", StringComparison.Ordinal)
        ? id[..id.IndexOf('/', StringComparison.Ordinal)]
        : id;
}
