using System.Reflection;

namespace Dispatch.Runtime.Calls;

/// <summary>A call passing through the incoming filters to its method.</summary>
internal sealed class IncomingCall(Call call, object target, IIncomingGrainCallFilter[] filters) : IIncomingGrainCallContext
{
    private int _next;
    private Task? _done;

    public object Grain => target;

    public GrainId? SourceId => call.Parent?.Target;

    public GrainId TargetId => call.Target;

    public string InterfaceName => call.Method.InterfaceType.FullName!;

    public string MethodName => call.Method.Name;

    public MethodInfo InterfaceMethod => call.Method.Reflected;

    public MethodInfo ImplementationMethod
    {
        get
        {
            var map = target.GetType().GetInterfaceMap(InterfaceMethod.DeclaringType!);
            return map.TargetMethods[Array.IndexOf(map.InterfaceMethods, InterfaceMethod)];
        }
    }

    public object? Result
    {
        get => _done is { } done ? call.ResultOf(done) : null;
        set => _done = call.Completed(value);
    }

    public async Task Invoke()
    {
        if (_next < filters.Length)
        {
            await filters[_next++].Invoke(this);
        }
        else if (_next++ == filters.Length && target is IIncomingGrainCallFilter own)
        {
            await own.Invoke(this);
        }
        else
        {
            _done = call.InvokeOn(target);
            await _done;
        }
    }

    /// <summary>Runs filters and method; the task has the method's own type.</summary>
    public Task Run() => call.Wrap(
        Invoke(), () => _done ?? throw new InvalidOperationException($"A filter of {call.Method} neither went on nor set a result."));
}
