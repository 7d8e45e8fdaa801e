using System.Diagnostics;

namespace Dispatch.Runtime.Diagnostics;

/// <summary>
/// Traces calls: an activity where a call leaves, and one where it runs. Costs nothing while nobody listens. Within a process the trace
/// follows the execution context; between processes its W3C id travels with the request.
/// </summary>
internal sealed class CallActivities : IIncomingGrainCallFilter, IOutgoingGrainCallFilter
{
    /// <summary>Names the trace among the values that travel with a request.</summary>
    public const string Entry = "traceparent";

    private static readonly ActivitySource Source = new("Microsoft.Orleans.Application");
    private static readonly AsyncLocal<string?> Remote = new();

    /// <summary>The id of what calls now; null when it is not traced.</summary>
    public static string? Outgoing => Activity.Current is { IdFormat: ActivityIdFormat.W3C } current ? current.Id : Remote.Value;

    /// <summary>The id under which the call that is being made was sent by another process.</summary>
    public static string? Incoming
    {
        set
        {
            if (value is not null || Remote.Value is not null)
            {
                Remote.Value = value;
            }
        }
    }

    public Task Invoke(IIncomingGrainCallContext context) => Trace(context, ActivityKind.Server);

    public Task Invoke(IOutgoingGrainCallContext context) => Trace(context, ActivityKind.Client);

    private static Task Trace(IGrainCallContext context, ActivityKind kind) => Source.HasListeners() ? TraceAsync(context, kind) : context.Invoke();

    private static async Task TraceAsync(IGrainCallContext context, ActivityKind kind)
    {
        using var activity = Source.StartActivity(
            $"{context.InterfaceMethod.DeclaringType!.Name}/{context.MethodName}", kind, Activity.Current is null ? Remote.Value : null);
        activity?.SetTag("rpc.system", "orleans").SetTag("rpc.service", context.InterfaceName).SetTag("rpc.method", context.MethodName)
            .SetTag("rpc.orleans.target_id", context.TargetId.ToString());
        try
        {
            await context.Invoke();
            activity?.SetStatus(ActivityStatusCode.Ok);
        }
        catch (Exception fault)
        {
            activity?.SetTag("exception.type", fault.GetType().FullName).SetStatus(ActivityStatusCode.Error);
            throw;
        }
    }
}
