using System.Collections.Immutable;
using System.Globalization;
using Dispatch.Contracts.Records;
using Dispatch.Domain.Records;
using Dispatch.Grains.Storage;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;

namespace Dispatch.Grains.Records;

/// <inheritdoc cref="IUnrecordedGrain"/>
[GrainType("unrecorded"), Reentrant]
internal sealed partial class UnrecordedGrain(
    [PersistentState("unrecorded")] IPersistentState<Stored<UnrecordedShard>> store, ILogger<UnrecordedGrain> log)
    : GatheringGrain<UnrecordedShard>(store), IUnrecordedGrain
{
    /// <summary>Listed sources with their stamps; those of an earlier activation with 0.</summary>
    private readonly SortedDictionary<string, long> _listed = new(StringComparer.Ordinal);

    private HashSet<string> _atLastTouch = [];

    protected override UnrecordedShard Gathered => new([.. _listed.Keys]);

    /// <summary>It was said that the shard is full; said again only after there was room.</summary>
    private bool _saidFull;

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
            if (!_saidFull)
            {
                _saidFull = true;
                LogFull(log, Id, source);
            }

            return Task.CompletedTask;
        }

        _saidFull = false;
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
        if (!Writing && State is { } durable && !durable.Sources.AsSpan().SequenceEqual(_listed.Keys.ToArray()))
        {
            await NextWrite();
        }
    }

    public Task<ImmutableArray<string>> ListAsync() => Task.FromResult<ImmutableArray<string>>([.. _listed.Keys]);

    // While a write is under way the durable list is not known: it may be about to lose the source.
    private bool IsDurable(string source) => !Writing && State is { } durable && durable.Sources.BinarySearch(source, StringComparer.Ordinal) >= 0;

    [LoggerMessage(LogLevel.Warning, "Shard {Shard} of unrecorded sources is full; {Source} and those after it are not listed and send after a crash only when next called.")]
    private static partial void LogFull(ILogger log, string shard, string source);
}
