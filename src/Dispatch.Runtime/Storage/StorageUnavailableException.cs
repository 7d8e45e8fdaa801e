namespace Dispatch.Runtime.Storage;

/// <summary>
/// The store could not take the write: it is locked, full, or not reachable. When <see cref="OutcomeUnknown"/> the write
/// may have been committed all the same; the writer reads again before it goes on.
/// </summary>
[GenerateSerializer]
public sealed class StorageUnavailableException : OrleansException
{
    public StorageUnavailableException(string message, bool outcomeUnknown, Exception? cause)
        : base(message, cause!)
    {
        OutcomeUnknown = outcomeUnknown;
    }

    [Id(0)]
    public bool OutcomeUnknown { get; private set; }
}
