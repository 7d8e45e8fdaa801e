using Dispatch.Domain.Responders;

namespace Dispatch.Grains.Responders;

/// <summary>What this activation must still say about open offers, and when. Held in memory: a crash only repeats it.</summary>
internal sealed class OfferAgenda
{
    private readonly SortedDictionary<string, Entry> _due = new(StringComparer.Ordinal);
    private readonly HashSet<string> _confirmed = new(StringComparer.Ordinal);
    private readonly HashSet<string> _delivered = new(StringComparer.Ordinal);

    /// <summary>The moment of the earliest entry; null when there is none.</summary>
    public DateTimeOffset? Next => _due.Count == 0 ? null : _due.Values.Min(entry => entry.At);

    /// <summary>The request said that the offer stands, so the person may see it.</summary>
    public bool IsConfirmed(string offerId) => _confirmed.Contains(offerId);

    /// <summary>Notes that the request confirmed the offer; true the first time.</summary>
    public bool Confirm(string offerId) => _confirmed.Add(offerId);

    /// <summary>True the first time an offer is fetched.</summary>
    public bool FirstDelivery(string offerId) => _delivered.Add(offerId);

    /// <summary>Looks after the offer at this moment.</summary>
    public void Due(string offerId, string requestId, DateTimeOffset at) => _due[offerId] = new(requestId, at, 0);

    /// <summary>Looks after the offer again, after a wait that grows with each time.</summary>
    public void Again(string offerId, string requestId, DateTimeOffset now)
    {
        var attempt = _due.TryGetValue(offerId, out var entry) ? entry.Attempt : 0;
        _due[offerId] = new(requestId, now + ResponderLimits.RetryAfter(attempt), attempt + 1);
    }

    /// <summary>The offer is over.</summary>
    public void Forget(string offerId)
    {
        _due.Remove(offerId);
        _confirmed.Remove(offerId);
        _delivered.Remove(offerId);
    }

    /// <summary>Offers to look after now. They stay noted until forgotten or noted anew.</summary>
    public List<(string OfferId, string RequestId)> TakeDue(DateTimeOffset now) =>
        [.. _due.Where(pair => pair.Value.At <= now).Select(pair => (pair.Key, pair.Value.RequestId))];

    private readonly record struct Entry(string RequestId, DateTimeOffset At, int Attempt);
}
