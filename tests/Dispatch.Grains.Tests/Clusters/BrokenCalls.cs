namespace Dispatch.Grains.Tests.Clusters;

/// <summary>Lets every call of one method fail, as a host does that is just dying.</summary>
internal sealed class BrokenCalls : IIncomingGrainCallFilter
{
    /// <summary>The method whose calls fail; null: none.</summary>
    public string? Method { get; set; }

    /// <summary>Told of every call that comes in, by method and key.</summary>
    public Action<string, GrainId>? Came { get; set; }

    public Task Invoke(IIncomingGrainCallContext context)
    {
        Came?.Invoke(context.MethodName, context.TargetId);
        return context.MethodName == Method ? throw new TimeoutException($"'{Method}' does not answer.") : context.Invoke();
    }
}
