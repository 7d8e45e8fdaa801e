using System.Collections.Immutable;
using System.Globalization;
using Dispatch.Contracts.Records;
using Dispatch.Domain.Records;
using Dispatch.Grains.Storage;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;

namespace Dispatch.Grains.Records;

/// <inheritdoc cref="IUnrecordedGrain"/>
/// <remarks>Reentrant, so that whoever comes while a write is under way shares the next one.</remarks>
[GrainType("unrecorded"), Reentrant]
internal sealed partial class UnrecordedGrain(
    [PersistentState("unrecorded")] IPersistentState<Stored<UnrecordedShard>> store, ILogger<UnrecordedGrain> log)
    : CommittingGrain<UnrecordedShard>(store), IUnrecordedGrain
{
    /// <summary>Listed sources with their stamps; those of an earlier activation with 0.</summary>
    private readonly SortedDictionary<string, long> _listed = new(StringComparer.Ordinal);

    private HashSet<string> _atLastTouch = [];
    private Task _current = Task.CompletedTask;
    private Task? _next;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        foreach (var source in (State ?? UnrecordedShard.Empty).Sources)
        {
            _listed[source] = 0;
            _atLastTouch.Add(source);
        }

        return Task.CompletedTask;
    }

    public Task AddAsync(string source, long stamp)
    {
        if (!_listed.ContainsKey(source) && _listed.Count >= RecordLimits.ListedPerShard)
        {
            LogFull(log, Id, source);
            return Task.CompletedTask;
        }

        _listed[source] = stamp;
        return IsDurable(source) ? Task.CompletedTask : NextWrite();
    }

    public Task RemoveAsync(string source, long stamp)
    {
        if (_listed.TryGetValue(source, out var listed) && listed == stamp)
        {
            _listed.Remove(source);
        }

        return Task.CompletedTask;
    }

    public async Task TouchAsync()
    {
        foreach (var (source, stamp) in _listed.Where(each => _atLastTouch.Contains(each.Key)).ToList())
        {
            _ = GrainFactory.GetGrain<IRecordSource>(GrainId.Parse(source, CultureInfo.InvariantCulture)).ResendAsync(stamp);
        }

        _atLastTouch = [.. _listed.Keys];
        if (_next is null && _current.IsCompleted && State is { } durable && !durable.Sources.AsSpan().SequenceEqual(_listed.Keys.ToArray()))
        {
            await NextWrite();
        }
    }

    public Task<ImmutableArray<string>> ListAsync() => Task.FromResult<ImmutableArray<string>>([.. _listed.Keys]);

    // While a write is under way the durable list is not known: it may be about to lose the source.
    private bool IsDurable(string source) => _current.IsCompleted && _next is null && State is { } durable && durable.Sources.BinarySearch(source, StringComparer.Ordinal) >= 0;

    private Task NextWrite() => _next ??= WriteNextAsync();

    private async Task WriteNextAsync()
    {
        // Not before the caller has noted this task, and so that all of this moment are in the same write.
        await Task.Yield();
        await _current.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        _next = null;
        _current = CommitAsync(new UnrecordedShard([.. _listed.Keys]));
        await _current;
    }

    [LoggerMessage(LogLevel.Warning, "Shard {Shard} of unrecorded sources is full; {Source} is not listed and sends after a crash only when it is next called.")]
    private static partial void LogFull(ILogger log, string shard, string source);
}
