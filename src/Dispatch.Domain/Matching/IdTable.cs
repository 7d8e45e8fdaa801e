using Dispatch.Contracts.Responders;

namespace Dispatch.Domain.Matching;

/// <summary>Finds a responder's slot by id: open addressing over the slots themselves, 4 bytes a place.</summary>
internal sealed class IdTable(ResponderCard?[] cards, int capacity)
{
    private readonly int[] places = new int[capacity + capacity / 3 + 4];

    public long Bytes => (long)places.Length * sizeof(int);

    /// <summary>The slot of an id; -1: unknown.</summary>
    public int Find(string id)
    {
        for (var place = Home(id); places[place] != 0; place = Next(place))
        {
            if (cards[places[place] - 1]!.Profile.Id == id)
            {
                return places[place] - 1;
            }
        }

        return -1;
    }

    public void Add(string id, int slot)
    {
        var place = Home(id);
        while (places[place] != 0)
        {
            place = Next(place);
        }

        places[place] = slot + 1;
    }

    public void Move(string id, int from, int to) => places[PlaceOf(id, from)] = to + 1;

    /// <summary>Takes an id out and closes the gap, so that no search stops short of what was pushed past it.</summary>
    public void Remove(string id, int slot)
    {
        var gap = PlaceOf(id, slot);
        for (var place = Next(gap); places[place] != 0; place = Next(place))
        {
            var home = Home(cards[places[place] - 1]!.Profile.Id);
            var staysBehindGap = gap <= place ? home > gap && home <= place : home > gap || home <= place;
            if (!staysBehindGap)
            {
                places[gap] = places[place];
                gap = place;
            }
        }

        places[gap] = 0;
    }

    private int PlaceOf(string id, int slot)
    {
        var place = Home(id);
        while (places[place] != slot + 1)
        {
            place = Next(place);
        }

        return place;
    }

    private int Home(string id) => (int)((ulong)(uint)id.GetHashCode(StringComparison.Ordinal) * (uint)places.Length >> 32);

    private int Next(int place) => place + 1 < places.Length ? place + 1 : 0;
}
