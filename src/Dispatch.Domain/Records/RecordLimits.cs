namespace Dispatch.Domain.Records;

/// <summary>Bounds of what waits on its way into the service record.</summary>
public static class RecordLimits
{
    /// <summary>Most drafts of one source that are on their way at a time; the others wait in its row.</summary>
    public const int InFlight = 64;

    /// <summary>
    /// Most drafts that one row carries while its ledger takes none; each of its commits writes them all again. What comes beyond is counted in a
    /// last draft that says how much is missing, <see cref="Contracts.Records.RecordActions.RecordGap"/>: dispatch goes on, and the record says what it lacks.
    /// </summary>
    public const int Carried = 1_024;

    /// <summary>Most drafts that wait in a ledger for the store. Beyond, sources keep theirs and send them again.</summary>
    public const int Buffered = 50_000;

    /// <summary>Most entries appended in one transaction: a slow disk is not to hold a lock for seconds.</summary>
    public const int Batch = 4_096;

    /// <summary>Commit ids that a ledger remembers having appended, so that what is sent twice costs no look into the store.</summary>
    public const int Remembered = 16_384;

    /// <summary>Shards of the list of actors with unsent drafts.</summary>
    public const int UnrecordedShards = 16;

    /// <summary>Most sources that one shard lists. One that finds no room commits all the same; after a crash it sends when it is next called.</summary>
    public const int ListedPerShard = 2_048;
}
