using System.Reflection;

namespace Dispatch.Runtime.Calls;

/// <summary>A call passing through the outgoing filters to its node.</summary>
internal sealed class OutgoingCall(Call call, Func<Task> send, IOutgoingGrainCallFilter[] filters) : IOutgoingGrainCallContext
{
    private int _next;
    private Task? _done;

    public object Grain => call.Reference;

    public GrainId? SourceId => Activations.ActivationScope.Running?.GrainId;

    public GrainId TargetId => call.Target;

    public string InterfaceName => call.Method.InterfaceType.FullName!;

    public string MethodName => call.Method.Name;

    public MethodInfo InterfaceMethod => call.Method.Reflected;

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
        else
        {
            _done = send();
            await _done;
        }
    }

    public Task Run() => call.Wrap(
        Invoke(), () => _done ?? throw new InvalidOperationException($"A filter of {call.Method} neither went on nor set a result."));
}
