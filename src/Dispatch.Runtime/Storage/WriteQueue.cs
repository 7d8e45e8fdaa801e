using System.Threading.Channels;

namespace Dispatch.Runtime.Storage;

/// <summary>The bounded queue of writes on their way to the database, taken out in batches.</summary>
internal sealed class WriteQueue(GroupCommitOptions options)
{
    private readonly Channel<StateWrite> channel = Channel.CreateBounded<StateWrite>(options.LongestQueue);
    private readonly Lock taking = new();
    private readonly HashSet<StateKey> taken = [];
    private volatile bool closed;

    public void Add(StateWrite write)
    {
        if (channel.Writer.TryWrite(write))
        {
            return;
        }

        throw closed
            ? new StorageUnavailableException($"The storage is closing; {write.Key} was not written.", outcomeUnknown: false, cause: null)
            : new LimitExceededException($"{options.LongestQueue} writes wait for the storage already; {write.Key} was not written.");
    }

    /// <summary>Takes no further write; those already taken are still committed.</summary>
    public void Close()
    {
        closed = true;
        channel.Writer.TryComplete();
    }

    /// <summary>Waits for a write; false when the queue is closed and empty.</summary>
    public ValueTask<bool> WaitAsync() => channel.Reader.WaitToReadAsync();

    /// <summary>Fills the batch with what waits. A key comes once in a batch: its second write waits for the outcome of the first.</summary>
    public void Take(List<StateWrite> batch)
    {
        batch.Clear();
        lock (taking)
        {
            taken.Clear();
            var size = 0;
            while (batch.Count < options.LongestBatch && size < options.LargestBatch
                && channel.Reader.TryPeek(out var next) && taken.Add(next.Key) && channel.Reader.TryRead(out next))
            {
                batch.Add(next);
                size += next.Payload?.Length ?? 0;
            }
        }
    }
}
