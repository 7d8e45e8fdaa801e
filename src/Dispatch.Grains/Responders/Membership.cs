using Dispatch.Contracts.Boards;
using Dispatch.Contracts.Stations;
using Dispatch.Domain.Responders;
using Dispatch.Domain.Stations;

namespace Dispatch.Grains.Responders;

/// <summary>A responder's entry in the duty set of its station: durable there before a command is answered, repeated by a timer otherwise.</summary>
/// <remarks>Runs in turns that do not interleave, since it commits.</remarks>
internal sealed class Membership(IGrainFactory grains, Func<Responder> current, Func<Responder, Task> commit)
{
    private long _entered = -1;
    private int _attempts;

    /// <summary>The duty set knows the newest profile and duty.</summary>
    public bool HasEntered => _entered == current().Entered;

    /// <summary>How long to wait before the next try.</summary>
    public TimeSpan RetryAfter => _attempts == 0 ? TimeSpan.Zero : ResponderLimits.RetryAfter(_attempts - 1);

    /// <summary>The last try failed.</summary>
    public void Delay() => _attempts++;

    /// <summary>Chooses a first shard for a responder that enters for the first time, so that one commit carries both.</summary>
    public async Task<Responder> ChooseAsync(Responder next)
    {
        if (!next.Reachable || next.DutySet is not null)
        {
            return next;
        }

        // The newer half: a duty set grows by filling up, so what was there before the last doubling has hardly a place left.
        var counts = await Station(next).ShardsAsync();
        return next with { DutySet = ShardWalk.Key(next.Profile.StationId, ShardWalk.Order(next.Profile.Id, counts.Duty)[0]) };
    }

    /// <summary>Puts the card where it belongs, or takes it out.</summary>
    public async Task EnterAsync()
    {
        while (!HasEntered)
        {
            var entering = current();
            if (entering.DutySet is { } held && ShardWalk.StationOf(held) != entering.Profile.StationId)
            {
                await LeaveAsync(entering, held);
            }
            else if (entering.Reachable)
            {
                await PutAsync(entering);
                _entered = entering.Entered;
            }
            else
            {
                await (entering.DutySet is { } set ? Set(set).RemoveAsync(entering.Profile.Id) : Task.CompletedTask);
                _entered = entering.Entered;
            }
        }

        _attempts = 0;
    }

    private async Task LeaveAsync(Responder leaving, string set)
    {
        await Set(set).RemoveAsync(leaving.Profile.Id);
        await grains.GetGrain<IBoardGrain>(ShardWalk.StationOf(set)).ApplyResponderAsync(leaving.Card());
        await commit(current() with { DutySet = null });
    }

    private async Task PutAsync(Responder entering)
    {
        // The set is read after crashes only. A place taken now may be free by then, and the responder refuses what it cannot hold, so no load
        // is kept. The version is the one of the change that brings it here, so that entering again after an activation writes nothing.
        var card = entering.Card() with { Load = 0, Taken = [], Version = entering.Entered };
        if (entering.DutySet is { } known && await Set(known).PutAsync(card))
        {
            return;
        }

        var station = Station(entering);
        for (var shards = (await station.ShardsAsync()).Duty; ; shards = (await station.GrowAsync(SetKind.Duty, shards + 1)).Duty)
        {
            foreach (var shard in ShardWalk.Order(entering.Profile.Id, shards))
            {
                var key = ShardWalk.Key(entering.Profile.StationId, shard);
                if (key == entering.DutySet)
                {
                    continue;
                }

                // Durable before use: a shard that was used and forgotten would hold an old card for ever.
                await commit(current() with { DutySet = key });
                if (await Set(key).PutAsync(card))
                {
                    return;
                }
            }
        }
    }

    private IStationGrain Station(Responder of) => grains.GetGrain<IStationGrain>(of.Profile.StationId);

    private IDutySetGrain Set(string key) => grains.GetGrain<IDutySetGrain>(key);
}
