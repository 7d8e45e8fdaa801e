namespace Dispatch.Runtime.Storage;

/// <summary>Takes batches from the queue, commits them and tells each writer the outcome, until the queue is closed and empty.</summary>
internal static class CommitLoop
{
    /// <summary>Runs on the thread pool, for a database that commits asynchronously.</summary>
    public static async Task RunAsync(WriteQueue queue, Func<List<StateWrite>, Task> commit)
    {
        var batch = new List<StateWrite>();
        while (await queue.WaitAsync().ConfigureAwait(false))
        {
            queue.Take(batch);
            if (batch.Count == 0)
            {
                // Several loops wake for one write; another was faster.
                continue;
            }

            try
            {
                await commit(batch).ConfigureAwait(false);
                Tell(batch);
            }
            catch (Exception failure)
            {
                Fail(batch, failure);
            }
        }
    }

    /// <summary>Blocks the calling thread, for a database that commits synchronously.</summary>
    public static void Run(WriteQueue queue, Action<List<StateWrite>> commit)
    {
        var batch = new List<StateWrite>();
        while (Wait(queue))
        {
            queue.Take(batch);
            if (batch.Count == 0)
            {
                // Several loops wake for one write; another was faster.
                continue;
            }

            try
            {
                commit(batch);
                Tell(batch);
            }
            catch (Exception failure)
            {
                Fail(batch, failure);
            }
        }
    }

    private static bool Wait(WriteQueue queue)
    {
        var waiting = queue.WaitAsync();
        return waiting.IsCompletedSuccessfully ? waiting.Result : waiting.AsTask().GetAwaiter().GetResult();
    }

    private static void Tell(List<StateWrite> batch)
    {
        StorageInstruments.BatchSize.Record(batch.Count);
        foreach (var write in batch)
        {
            write.Tell();
        }
    }

    // Each writer gets an exception of its own: one object thrown on many threads would mix their stack traces.
    private static void Fail(List<StateWrite> batch, Exception failure)
    {
        var unknown = failure is not StorageUnavailableException { OutcomeUnknown: false };
        var cause = failure is StorageUnavailableException known ? known.InnerException : failure;
        foreach (var write in batch)
        {
            write.Fail(new StorageUnavailableException(failure.Message, unknown, cause));
        }
    }
}
