namespace Dispatch.Web.Hosting;

/// <summary>Tells that silos came or went. What comes while nobody waits is told to the next who does.</summary>
internal sealed class ClusterChanges
{
    private volatile TaskCompletionSource _change = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Raise() => _change.TrySetResult();

    /// <summary>Waits for a change, for at most so long; false when there was none.</summary>
    public async Task<bool> WaitAsync(TimeSpan longest, TimeProvider clock, CancellationToken stop)
    {
        try
        {
            await _change.Task.WaitAsync(longest, clock, stop);
        }
        catch (TimeoutException)
        {
            return false;
        }

        _change = new(TaskCreationOptions.RunContinuationsAsynchronously);
        return true;
    }
}
