using System.Collections;
using Microsoft.Extensions.Logging;

namespace Orleans.Utilities;

/// <summary>
/// Observers of a grain, by an identity. A subscription that is not renewed within the expiration is dropped, and so is an observer
/// whose notification fails. Belongs to one activation and needs no lock.
/// </summary>
public class ObserverManager<TIdentity, TObserver>(TimeSpan expiration, ILogger log) : IEnumerable<TObserver>
    where TIdentity : notnull
    where TObserver : notnull
{
    private readonly Dictionary<TIdentity, Entry> _entries = [];

    /// <summary>The clock by which subscriptions expire. Default: the one of the silo that runs this code, else the system's UTC clock.</summary>
    public Func<DateTime> GetDateTime { get; set; } = Dispatch.Runtime.Observers.ObserverClock.Now;

    /// <summary>How long a subscription lasts without being renewed.</summary>
    public TimeSpan ExpirationDuration { get; set; } = expiration;

    public int Count => _entries.Count;

    public IReadOnlyDictionary<TIdentity, TObserver> Observers => _entries.ToDictionary(pair => pair.Key, pair => pair.Value.Observer);

    /// <summary>Adds the observer or renews its subscription.</summary>
    public void Subscribe(TIdentity id, TObserver observer) => _entries[id] = new(observer, GetDateTime());

    public void Unsubscribe(TIdentity id) => _entries.Remove(id);

    public void Clear() => _entries.Clear();

    public void ClearExpired()
    {
        var now = GetDateTime();
        Drop(_entries.Where(pair => IsExpired(pair.Value, now)).Select(pair => pair.Key), "expired");
    }

    public void Notify(Action<TObserver> notification, Func<TObserver, bool>? predicate = null)
    {
        List<TIdentity>? defunct = null;
        foreach (var (id, observer) in Current(predicate))
        {
            try
            {
                notification(observer);
            }
            catch (Exception fault)
            {
                log.LogDebug(fault, "Observer {Id} failed and is dropped.", id);
                (defunct ??= []).Add(id);
            }
        }

        Drop(defunct ?? [], "failed");
    }

    public async Task Notify(Func<TObserver, Task> notification, Func<TObserver, bool>? predicate = null)
    {
        var told = Current(predicate).Select(pair => (pair.Key, Done: Tell(pair.Value, notification))).ToList();
        await Task.WhenAll(told.Select(each => each.Done));
        Drop(told.Where(each => !each.Done.Result).Select(each => each.Key), "failed");
    }

    public IEnumerator<TObserver> GetEnumerator() => Current(null).Select(pair => pair.Value).ToList().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private async Task<bool> Tell(TObserver observer, Func<TObserver, Task> notification)
    {
        try
        {
            await notification(observer);
            return true;
        }
        catch (Exception fault)
        {
            log.LogDebug(fault, "An observer failed and is dropped.");
            return false;
        }
    }

    /// <summary>Those to tell now. The expired leave on the way.</summary>
    private List<KeyValuePair<TIdentity, TObserver>> Current(Func<TObserver, bool>? predicate)
    {
        ClearExpired();
        return [.. _entries
            .Where(pair => predicate is null || predicate(pair.Value.Observer))
            .Select(pair => KeyValuePair.Create(pair.Key, pair.Value.Observer))];
    }

    private void Drop(IEnumerable<TIdentity> ids, string why)
    {
        foreach (var id in ids.ToList())
        {
            _entries.Remove(id);
            log.LogDebug("Observer {Id} is dropped: {Why}.", id, why);
        }
    }

    private bool IsExpired(Entry entry, DateTime now) => entry.LastSeen + ExpirationDuration < now;

    private readonly record struct Entry(TObserver Observer, DateTime LastSeen);
}
