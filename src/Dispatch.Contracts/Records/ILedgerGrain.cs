using System.Collections.Immutable;
using Orleans.Concurrency;

namespace Dispatch.Contracts.Records;

/// <summary>The order of entries in one station's chain. Keyed by station id, or <see cref="Ledgers.House"/>. It awaits no other actor.</summary>
[Alias("dispatch.ledger")]
public interface ILedgerGrain : IGrainWithStringKey
{
    /// <summary>
    /// Takes drafts, appends them with others within a second, and then tells the source. What it has already it tells at once; what it has no
    /// room for it leaves out, and the source sends it again.
    /// </summary>
    [OneWay, AlwaysInterleave, Alias("record")]
    Task RecordAsync(RecordBatch batch);

    /// <summary>
    /// Appends drafts that no actor committed, those of the demonstration's history, before it is answered. What the chain has already it leaves out.
    /// </summary>
    [Alias("enter")]
    Task EnterAsync(ImmutableArray<CommittedDraft> drafts);

    /// <summary>The last entry of the chain.</summary>
    [Alias("head")]
    Task<LedgerHead> HeadAsync();
}

/// <summary>An actor whose commits become entries.</summary>
[Alias("dispatch.record-source")]
public interface IRecordSource : IGrainWithStringKey
{
    /// <summary>These drafts are entries now.</summary>
    [OneWay, AlwaysInterleave, Alias("recorded")]
    Task RecordedAsync(ImmutableArray<long> numbers);

    /// <summary>Sends what no ledger has acknowledged; when there is nothing, leaves the shard of <see cref="IUnrecordedGrain"/> that asks.</summary>
    /// <param name="stamp">What the shard was told last of this source.</param>
    [OneWay, AlwaysInterleave, Alias("resend")]
    Task ResendAsync(long stamp);
}

/// <summary>
/// Actors outside of the open sets whose last commit may not have reached its ledger: durable before the commit, so that a crash between commit
/// and sending is found. Keyed <c>0</c>, <c>1</c>, ...
/// </summary>
[Alias("dispatch.unrecorded")]
public interface IUnrecordedGrain : IGrainWithStringKey
{
    /// <summary>Lists the source, durably. Many who come at once share a write; a shard that is full leaves the source out.</summary>
    /// <param name="source">The actor, <c>kind/id</c>.</param>
    /// <param name="stamp">Grows with each listing, so that an older removal does not undo it.</param>
    [AlwaysInterleave, Alias("add")]
    Task AddAsync(string source, long stamp);

    /// <summary>Everything that the source had to say is recorded. Goes with the shard's next write.</summary>
    [OneWay, AlwaysInterleave, Alias("remove")]
    Task RemoveAsync(string source, long stamp);

    /// <summary>Wakes the shard: whoever was listed at the last touch already is asked to send again.</summary>
    [OneWay, AlwaysInterleave, Alias("touch")]
    Task TouchAsync();

    /// <summary>The sources listed, in ordinal order.</summary>
    [ReadOnly, Alias("list")]
    Task<ImmutableArray<string>> ListAsync();
}
