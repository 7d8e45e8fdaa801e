namespace Dispatch.Domain.Matching;

/// <summary>The columns of a batch: each responder stands as often as it has room, but not more often than it is wanted; ordered by id.</summary>
internal sealed class Places
{
    private readonly Dictionary<int, Range> columns = [];
    private readonly Dictionary<int, int> capacity = [];
    private readonly List<int> slots = [];

    public int Count => slots.Count;

    public static Places Of(Candidate[][] lists, ZoneIndex index)
    {
        var wanted = new Dictionary<int, int>();
        foreach (var candidate in lists.SelectMany(list => list))
        {
            wanted[candidate.Slot] = wanted.GetValueOrDefault(candidate.Slot) + 1;
        }

        var places = new Places();
        foreach (var slot in wanted.Keys.Order(Comparer<int>.Create((a, b) => string.CompareOrdinal(Id(index, a), Id(index, b)))))
        {
            var card = index.CardAt(slot);
            // Full now, a responder in the list still has room at the time of a planned task.
            var room = Math.Max(1, card.Profile.Capacity - card.Load);
            var first = places.slots.Count;
            places.slots.AddRange(Enumerable.Repeat(slot, Math.Min(room, wanted[slot])));
            places.columns.Add(slot, first..places.slots.Count);
            places.capacity.Add(slot, room);
        }

        return places;
    }

    public int SlotOf(int column) => slots[column];

    public IEnumerable<int> ColumnsOf(int slot)
    {
        var range = columns[slot];
        return Enumerable.Range(range.Start.Value, range.End.Value - range.Start.Value);
    }

    /// <summary>How much room each responder has left beside what was assigned.</summary>
    public Dictionary<int, int> Room(int[] assigned)
    {
        var room = new Dictionary<int, int>(capacity);
        foreach (var column in assigned.Where(column => column >= 0))
        {
            room[slots[column]]--;
        }

        return room;
    }

    private static string Id(ZoneIndex index, int slot) => index.CardAt(slot).Profile.Id;
}
