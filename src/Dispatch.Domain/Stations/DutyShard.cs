using System.Collections.Immutable;
using Dispatch.Contracts.Responders;

namespace Dispatch.Domain.Stations;

/// <summary>One shard of a station's responders who can be asked, by id.</summary>
public sealed record DutyShard(ImmutableArray<ResponderCard> Cards)
{
    /// <summary>A shard without entries.</summary>
    public static readonly DutyShard Empty = new([]);

    /// <summary>The shard with this card; itself when it holds that version or a newer one; null when the shard is full.</summary>
    public DutyShard? Put(ResponderCard card)
    {
        var (place, found) = Find(card.Profile.Id);
        if (found)
        {
            return Cards[place].Version >= card.Version ? this : new(Cards.SetItem(place, card));
        }

        return Cards.Length >= SetLimits.EntriesPerShard ? null : new(Cards.Insert(place, card));
    }

    /// <summary>The shard without the responder.</summary>
    public DutyShard Remove(string responderId) => Find(responderId) is (var place, true) ? new(Cards.RemoveAt(place)) : this;

    private (int Place, bool Found) Find(string responderId)
    {
        for (var place = 0; place < Cards.Length; place++)
        {
            var order = string.CompareOrdinal(Cards[place].Profile.Id, responderId);
            if (order >= 0)
            {
                return (place, order == 0);
            }
        }

        return (Cards.Length, false);
    }
}
