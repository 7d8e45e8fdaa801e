using System.Collections.Immutable;
using Dispatch.Contracts.Boards;

namespace Dispatch.Web.Live;

/// <summary>Something that a connection can follow by key.</summary>
internal interface IRelay
{
    /// <summary>Ends following.</summary>
    Task LeaveAsync(string key, LiveConnection connection);
}

/// <summary>Carries what an actor tells its observer to every connection that follows it: one subscription per actor, however many follow.</summary>
/// <remarks>The subscription is renewed before it runs out, so it also survives the actor's move or restart, and released when the last one leaves.</remarks>
internal abstract partial class Relay<TObserver>(IGrainFactory grains, ILogger log) : IRelay
    where TObserver : class, IGrainObserver
{
    private const int RenewalsAtOnce = 32;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, ImmutableArray<LiveConnection>> _followers = new(StringComparer.Ordinal);
    private TObserver? _reference;

    /// <summary>The observer object; the relay itself, since the runtime holds it weakly.</summary>
    protected abstract IGrainObserver Observer { get; }

    protected IGrainFactory Grains => grains;

    protected abstract Task SubscribeAsync(string key, TObserver observer);

    protected abstract Task UnsubscribeAsync(string key, TObserver observer);

    /// <summary>Tells the followers how things stand, where the actor does not do so by itself when it is subscribed to anew.</summary>
    protected virtual Task CatchUpAsync(string key) => Task.CompletedTask;

    /// <summary>Lets a connection follow an actor. Subscribes each time: it costs little, and mends a subscription that was lost.</summary>
    public async Task JoinAsync(string key, LiveConnection connection)
    {
        if (connection.Add(this, key))
        {
            lock (_gate)
            {
                _followers[key] = _followers.TryGetValue(key, out var followers) ? followers.Add(connection) : [connection];
            }
        }

        try
        {
            await SubscribeAsync(key, Reference());
        }
        catch
        {
            await LeaveAsync(key, connection);
            throw;
        }
    }

    /// <summary>Ends following; the last one to leave ends the subscription.</summary>
    public async Task LeaveAsync(string key, LiveConnection connection)
    {
        if (!connection.Remove(this, key) || !IsLast(key, connection))
        {
            return;
        }

        try
        {
            await UnsubscribeAsync(key, Reference());
            if (IsFollowed(key))
            {
                // Somebody joined while the last one left, and the actor may have heard the two in either order.
                await SubscribeAsync(key, Reference());
            }
        }
        catch (Exception failure)
        {
            // The actor forgets an observer that is not renewed, and renewal mends the opposite case.
            NotRenewed(log, GetType().Name, failure.GetType().Name);
        }
    }

    /// <summary>Renews every subscription. False: one failed, and should be tried again soon.</summary>
    /// <param name="catchUp">Actors may have moved: what they told between their old life and this has to be made up for.</param>
    /// <param name="stop">Ends it.</param>
    public async Task<bool> RenewAsync(bool catchUp, CancellationToken stop)
    {
        Exception? fault = null;
        var sideBySide = new ParallelOptions { MaxDegreeOfParallelism = RenewalsAtOnce, CancellationToken = stop };
        await Parallel.ForEachAsync(Keys(), sideBySide, async (key, _) =>
        {
            try
            {
                await SubscribeAsync(key, Reference());
                if (catchUp)
                {
                    await CatchUpAsync(key);
                }
            }
            catch (Exception failure)
            {
                fault = failure;
            }
        });
        if (fault is not null)
        {
            NotRenewed(log, GetType().Name, fault.GetType().Name);
        }

        return fault is null;
    }

    /// <summary>Who follows what now.</summary>
    protected List<(string Key, LiveConnection Connection)> Followers()
    {
        lock (_gate)
        {
            return [.. _followers.SelectMany(each => each.Value.Select(connection => (each.Key, connection)))];
        }
    }

    /// <summary>Queues a push for everyone who follows the actor; never waits for any of them.</summary>
    protected void Tell(string key, Func<ILiveClient, Task> push)
    {
        ImmutableArray<LiveConnection> followers;
        lock (_gate)
        {
            followers = _followers.GetValueOrDefault(key, []);
        }

        foreach (var follower in followers)
        {
            follower.Push(push);
        }
    }

    private bool IsLast(string key, LiveConnection connection)
    {
        lock (_gate)
        {
            var left = _followers.GetValueOrDefault(key, []).Remove(connection);
            if (left.IsEmpty)
            {
                _followers.Remove(key);
            }
            else
            {
                _followers[key] = left;
            }

            return left.IsEmpty;
        }
    }

    private TObserver Reference()
    {
        lock (_gate)
        {
            return _reference ??= grains.CreateObjectReference<TObserver>(Observer);
        }
    }

    private bool IsFollowed(string key)
    {
        lock (_gate)
        {
            return _followers.ContainsKey(key);
        }
    }

    private List<string> Keys()
    {
        lock (_gate)
        {
            return [.. _followers.Keys];
        }
    }

    [LoggerMessage(LogLevel.Warning, "{Relay} could not renew a subscription: {Fault}.")]
    private static partial void NotRenewed(ILogger log, string relay, string fault);
}
