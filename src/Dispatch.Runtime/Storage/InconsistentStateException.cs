namespace Orleans.Storage;

/// <summary>The stored state is not the one the writer knew: another activation wrote in between.</summary>
[GenerateSerializer]
public class InconsistentStateException : OrleansException
{
    public InconsistentStateException()
    {
    }

    public InconsistentStateException(string message)
        : base(message)
    {
    }

    public InconsistentStateException(string message, Exception? innerException)
        : base(message, innerException!)
    {
    }

    public InconsistentStateException(string errorMsg, string? storedEtag, string? currentEtag)
        : this(errorMsg, storedEtag, currentEtag, null)
    {
    }

    public InconsistentStateException(string errorMsg, string? storedEtag, string? currentEtag, Exception? storageException)
        : base(errorMsg, storageException!)
    {
        StoredEtag = storedEtag;
        CurrentEtag = currentEtag;
    }

    /// <summary>The version found in storage, null when no record stood there.</summary>
    [Id(1)]
    public string? StoredEtag { get; private set; }

    /// <summary>The version that the writer held.</summary>
    [Id(2)]
    public string? CurrentEtag { get; private set; }
}
