namespace Dispatch.Runtime.Calls;

/// <summary>Calls that wait for an answer, in a list through the calls themselves: adding and removing allocate nothing.</summary>
internal sealed class PendingList
{
    private readonly Lock _gate = new();
    private Call? _first;
    private Call? _last;

    /// <summary>Does nothing when the answer was faster.</summary>
    public bool Add(Call call)
    {
        lock (_gate)
        {
            call.PendingIn = this;
            call.PendingPrevious = _last;
            _ = _last is null ? _first = call : _last.PendingNext = call;
            _last = call;

            // Whoever answers first marks the call and then looks for its list; this side does the reverse, so one of the two sees the other.
            Interlocked.MemoryBarrier();
            if (call.IsAnswered)
            {
                Unlink(call);
                return false;
            }

            return true;
        }
    }

    public void Remove(Call call)
    {
        lock (_gate)
        {
            if (call.PendingIn == this)
            {
                Unlink(call);
            }
        }
    }

    /// <summary>Those that meet the condition, in the order in which they were added. True when others wait.</summary>
    public bool Collect(Func<Call, bool> condition, List<Call> found)
    {
        lock (_gate)
        {
            var others = false;
            for (var call = _first; call is not null; call = call.PendingNext)
            {
                if (condition(call))
                {
                    found.Add(call);
                }
                else
                {
                    others = true;
                }
            }

            return others;
        }
    }

    private void Unlink(Call call)
    {
        _ = call.PendingPrevious is { } previous ? previous.PendingNext = call.PendingNext : _first = call.PendingNext;
        _ = call.PendingNext is { } next ? next.PendingPrevious = call.PendingPrevious : _last = call.PendingPrevious;
        call.PendingIn = null;
        call.PendingNext = call.PendingPrevious = null;
    }
}
