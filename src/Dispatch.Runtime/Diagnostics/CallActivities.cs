using System.Diagnostics;

namespace Dispatch.Runtime.Diagnostics;

/// <summary>Traces calls: an activity where a call leaves, and one where it runs. Costs nothing while nobody listens.</summary>
internal sealed class CallActivities : IIncomingGrainCallFilter, IOutgoingGrainCallFilter
{
    private static readonly ActivitySource Source = new("Microsoft.Orleans.Application");

    public Task Invoke(IIncomingGrainCallContext context) => Trace(context, ActivityKind.Server);

    public Task Invoke(IOutgoingGrainCallContext context) => Trace(context, ActivityKind.Client);

    private static Task Trace(IGrainCallContext context, ActivityKind kind) => Source.HasListeners() ? TraceAsync(context, kind) : context.Invoke();

    private static async Task TraceAsync(IGrainCallContext context, ActivityKind kind)
    {
        using var activity = Source.StartActivity($"{context.InterfaceMethod.DeclaringType!.Name}/{context.MethodName}", kind);
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
