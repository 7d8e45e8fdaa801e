namespace Dispatch.Grains.Tests.Clusters;

/// <summary>Lets every call of one method fail, as a host does that is just dying.</summary>
internal sealed class BrokenCalls : IIncomingGrainCallFilter
{
    /// <summary>The method whose calls fail; null: none.</summary>
    public string? Method { get; set; }

    public Task Invoke(IIncomingGrainCallContext context) =>
        context.MethodName == Method ? throw new TimeoutException($"'{Method}' does not answer.") : context.Invoke();
}
