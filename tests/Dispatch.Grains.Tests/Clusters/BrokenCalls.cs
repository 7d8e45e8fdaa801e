namespace Dispatch.Grains.Tests.Clusters;

/// <summary>Lets every call of one method fail, as a host does that is just dying, or lets some wait for an answer that does not come.</summary>
internal sealed class BrokenCalls : IIncomingGrainCallFilter
{
    private readonly TaskCompletionSource _answered = new();

    /// <summary>The method whose calls fail; null: none.</summary>
    public string? Method { get; set; }

    /// <summary>Told of every call that comes in, by method and key.</summary>
    public Action<string, GrainId>? Came { get; set; }

    /// <summary>Which calls wait until <see cref="Answer"/>, by method and key; null: none.</summary>
    public Func<string, GrainId, bool>? Silent { get; set; }

    /// <summary>All calls that wait go on, and no further ones wait.</summary>
    public void Answer()
    {
        Silent = null;
        _answered.TrySetResult();
    }

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        Came?.Invoke(context.MethodName, context.TargetId);
        if (context.MethodName == Method)
        {
            throw new TimeoutException($"'{Method}' does not answer.");
        }

        if (Silent?.Invoke(context.MethodName, context.TargetId) == true)
        {
            await _answered.Task;
        }

        await context.Invoke();
    }
}
