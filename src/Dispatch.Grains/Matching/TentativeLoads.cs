using Dispatch.Contracts.Responders;
using Dispatch.Domain.Matching;

namespace Dispatch.Grains.Matching;

/// <summary>The cards of a zone, each a little busier while a proposal is on its way to the responder.</summary>
/// <remarks>
/// Between a proposal and the responder's own new card lie some milliseconds in which the next request would pick the same person. A mark
/// adds one to the load until the card's load has grown by it, or its time is over. A wrong mark only costs a second-best choice.
/// </remarks>
internal sealed class TentativeLoads(ZoneIndex index, TimeSpan lifetime)
{
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly Queue<(string ResponderId, DateTimeOffset Ends)> _marks = new();

    /// <summary>Enters a card, unless a newer one is held; every place it has taken since redeems a mark.</summary>
    public void Place(ResponderCard card)
    {
        var id = card.Profile.Id;
        if (!_entries.TryGetValue(id, out var held))
        {
            Enter(id, new Entry(card, 0));
        }
        else if (card.Version >= held.Card.Version)
        {
            Enter(id, new Entry(card, Math.Max(0, held.Marks - Math.Max(0, card.Load - held.Card.Load))));
        }
    }

    /// <summary>Takes a responder out, unless a newer card is held.</summary>
    public void Remove(string responderId, long version)
    {
        if (_entries.TryGetValue(responderId, out var held) && held.Card.Version <= version)
        {
            _entries.Remove(responderId);
        }

        index.Remove(responderId, version);
    }

    /// <summary>Counts the responder as busier by one for a while.</summary>
    public void Mark(string responderId, DateTimeOffset now)
    {
        if (_entries.TryGetValue(responderId, out var held))
        {
            Enter(responderId, held with { Marks = held.Marks + 1 });
            _marks.Enqueue((responderId, now + lifetime));
        }
    }

    /// <summary>Drops marks whose time is over.</summary>
    public void Sweep(DateTimeOffset now)
    {
        while (_marks.TryPeek(out var oldest) && oldest.Ends <= now)
        {
            _marks.Dequeue();
            // Redeemed marks leave nothing to drop; dropping one of a later proposal instead only ends that one early.
            if (_entries.TryGetValue(oldest.ResponderId, out var held) && held.Marks > 0)
            {
                Enter(oldest.ResponderId, held with { Marks = held.Marks - 1 });
            }
        }
    }

    private void Enter(string id, Entry entry)
    {
        _entries[id] = entry;
        index.Place(entry.Marks == 0 ? entry.Card : entry.Card with { Load = entry.Card.Load + entry.Marks });
    }

    private readonly record struct Entry(ResponderCard Card, int Marks);
}
