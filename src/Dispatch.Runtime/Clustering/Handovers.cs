namespace Dispatch.Runtime.Clustering;

/// <summary>
/// Grains move when a silo comes or goes. The one that gets a grain asks the one that had it to finish with it first, so that both do not
/// write the same state and one of them fail. This is courtesy to callers, not safety: safety is the version of the stored state.
/// </summary>
internal sealed class Handovers(Silo silo)
{
    /// <summary>After this long whoever had a grain by an older view has long ended it.</summary>
    private static readonly TimeSpan Memory = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private readonly List<(ClusterView View, long Until)> _former = [];
    private ClusterView _current = ClusterView.Empty;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void ViewChanged()
    {
        TaskCompletionSource changed;
        lock (_gate)
        {
            Forget();
            if (!_current.Silos.SequenceEqual(silo.View.Silos))
            {
                _former.Add((_current, silo.Time.GetTimestamp()));
            }

            _current = silo.View;
            (changed, _changed) = (_changed, new(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        changed.TrySetResult();
    }

    public Task? Before(GrainId id)
    {
        List<Task>? asked = null;
        lock (_gate)
        {
            Forget();
            foreach (var former in _former.Select(each => each.View.OwnerOf(id)).Distinct())
            {
                if (former is not null && !former.Equals(silo.Address) && _current.IsAlive(former)
                    && silo.Transport.AskForAsync(former, id, _current.Version) is { } answer)
                {
                    (asked ??= []).Add(answer);
                }
            }
        }

        return asked is null ? null : BoundedAsync(Task.WhenAll(asked));
    }

    public async Task HandOverAsync(GrainId id, long version)
    {
        var since = silo.Time.GetTimestamp();
        while (silo.View.Version < version && silo.Time.GetElapsedTime(since) < LongestWait)
        {
            silo.Parts.Membership.Refresh();
            await BoundedAsync(NextChange(version));
        }

        if (!silo.LivesHere(id) && silo.Table.Find(id) is { } activation)
        {
            await BoundedAsync(activation.Deactivated);
        }
    }

    private Task NextChange(long version)
    {
        lock (_gate)
        {
            return _current.Version >= version ? Task.CompletedTask : _changed.Task;
        }
    }

    private async Task BoundedAsync(Task task) =>
        await task.WaitAsync(LongestWait, silo.Time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);

    private void Forget()
    {
        if (_former.Count > 0)
        {
            _former.RemoveAll(each => silo.Time.GetElapsedTime(each.Until) > Memory);
        }
    }
}
