using System.Collections.Immutable;
using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Stations;
using Dispatch.Domain.Stations;
using Dispatch.Grains.Storage;
using Microsoft.Extensions.Options;

namespace Dispatch.Grains.Stations;

[GrainType("open-set")]
internal sealed class OpenSetGrain(
    [PersistentState("open-set")] IPersistentState<Stored<OpenShard>> store, IOptions<StationOptions> options, TimeProvider clock)
    : CommittingGrain<OpenShard>(store), IOpenSetGrain
{
    private readonly Dictionary<string, DateTimeOffset> _snoozed = [];
    private IGrainTimer? _drive;

    private OpenShard Shard => State ?? OpenShard.Empty;

    public async Task<bool> AddAsync(string requestId)
    {
        if (Shard.Add(requestId) is not { } next)
        {
            return false;
        }

        await CommitAsync(next);
        Wake(TimeSpan.FromSeconds(options.Value.RedriveSeconds));
        return true;
    }

    public async Task RemoveAsync(string requestId)
    {
        var next = Shard.Remove(requestId);
        if (!ReferenceEquals(next, Shard))
        {
            await CommitAsync(next);
        }

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
    private Task Drive(string request, bool show) => GrainFactory.GetGrain<IRequestGrain>(request).RedriveAsync(Id, show);
}
