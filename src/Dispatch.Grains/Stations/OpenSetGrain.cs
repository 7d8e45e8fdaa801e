using System.Collections.Immutable;
using Dispatch.Contracts.Incidents;
using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Stations;
using Dispatch.Domain.Stations;
using Dispatch.Grains.Storage;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;

namespace Dispatch.Grains.Stations;

[GrainType("open-set"), Reentrant]
internal sealed class OpenSetGrain(
    [PersistentState("open-set")] IPersistentState<Stored<OpenShard>> store, IOptions<StationOptions> options, TimeProvider clock)
    : GatheringGrain<OpenShard>(store), IOpenSetGrain
{
    private readonly Dictionary<string, DateTimeOffset> _snoozed = [];
    private IGrainTimer? _drive;

    /// <summary>The shard with changes that are being written; null: none ever were.</summary>
    private OpenShard? _gathered;

    private OpenShard Shard => State ?? OpenShard.Empty;

    protected override OpenShard Gathered => _gathered ?? Shard;

    public async Task<SetEntry> AddAsync(string requestId)
    {
        if (Gathered.Add(requestId) is not { } next)
        {
            return new SetEntry(false, null);
        }

        await GatherAsync(next);
        Wake(TimeSpan.FromSeconds(options.Value.RedriveSeconds));
        return new SetEntry(true, Shard.Pause);
    }

    public async Task PauseAsync(PauseWord word)
    {
        if (ReferenceEquals(Gathered.Hear(word), Gathered) && !Writing)
        {
            return;
        }

        await GatherAsync(Gathered.Hear(word));

        // Also those that are left alone for a while: whether they may go on has changed.
        _snoozed.Clear();
        foreach (var request in Shard.Requests)
        {
            _ = Drive(request, show: false);
        }
    }

    public async Task RemoveAsync(string requestId)
    {
        await GatherAsync(Gathered.Remove(requestId));
        _snoozed.Remove(requestId);
    }

    public Task SnoozeAsync(string requestId, DateTimeOffset until)
    {
        if (Shard.Requests.Contains(requestId))
        {
            _snoozed[requestId] = until;
        }

        return Task.CompletedTask;
    }

    public Task TouchAsync()
    {
        Wake(TimeSpan.Zero);
        return Task.CompletedTask;
    }

    public Task RedriveAllAsync()
    {
        foreach (var request in Shard.Requests)
        {
            _ = Drive(request, show: true);
        }

        return Task.CompletedTask;
    }

    public Task<ImmutableArray<string>> ListAsync() => Task.FromResult(Shard.Requests);

    private Task GatherAsync(OpenShard next)
    {
        _gathered = next;
        return Writing || !ReferenceEquals(next, Shard) ? NextWrite() : Task.CompletedTask;
    }

    /// <summary>Starts driving, unless it runs already or there is nobody to drive.</summary>
    private void Wake(TimeSpan first)
    {
        if (_drive is null && !Shard.Requests.IsEmpty)
        {
            _drive = this.RegisterGrainTimer(
                DriveDue, new GrainTimerCreationOptions(first, TimeSpan.FromSeconds(options.Value.RedriveSeconds)) { KeepAlive = true });
        }
    }

    private Task DriveDue()
    {
        if (Shard.Requests.IsEmpty)
        {
            _drive?.Dispose();
            _drive = null;
            return Task.CompletedTask;
        }

        var now = clock.GetUtcNow();
        foreach (var request in Shard.Requests)
        {
            if (_snoozed.TryGetValue(request, out var until) && until > now)
            {
                continue;
            }

            _snoozed.Remove(request);
            _ = Drive(request, show: false);
        }

        return Task.CompletedTask;
    }

    // One-way: no answer comes, and a drive that is lost is repeated by the next tick.
    private Task Drive(string request, bool show) => GrainFactory.GetGrain<IRequestGrain>(request).RedriveAsync(Id, show, Shard.Pause);
}
