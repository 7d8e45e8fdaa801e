using System.Runtime.CompilerServices;
using Dispatch.Contracts.Responders;

namespace Dispatch.Domain.Matching;

/// <summary>The index's columns, ordered by cell with a little room spread between the cells.</summary>
/// <remarks>
/// Order inside a cell is free. So room for one more is made by carrying the nearest gap over: each cell on the way passes one of its rows
/// to its other end. An empty slot has key 0, which is of no station, so a search reads on across gaps.
/// </remarks>
internal sealed class CardTable
{
    // Tight, because memory per responder counts; and rebuilt before the last gaps, which would be far away.
    private const int RoomShare = 9;
    private const int ReserveShare = 64;

    private readonly int[] starts;
    private readonly int[] ends;
    private readonly IdTable ids;
    private readonly int full;

    public CardTable(Grid grid, int responders, ReadOnlySpan<int> perCell)
    {
        Grid = grid;
        var capacity = responders + responders / RoomShare + 8;
        full = capacity - Math.Max(1, responders / ReserveShare);
        var padded = capacity + Sieve.Block;
        (Spots, Keys) = (new Spot[padded], new ulong[padded]);
        (First, Second, Third) = (new ulong[padded], new ulong[padded], new ulong[padded]);
        Cards = new ResponderCard?[padded];
        ids = new IdTable(Cards, capacity);
        (starts, ends) = (new int[grid.Cells + 1], new int[grid.Cells]);
        var placed = 0;
        for (var cell = 0; cell < grid.Cells; cell++)
        {
            starts[cell] = ends[cell] = (int)((long)placed * capacity / Math.Max(1, responders));
            placed += perCell.IsEmpty ? 0 : perCell[cell];
        }

        starts[grid.Cells] = capacity;
    }

    public Grid Grid { get; }

    public int Count { get; private set; }

    public bool IsFull => Count >= full;

    /// <summary>Slots in use or free; behind them lies one empty block.</summary>
    public int Slots => starts[^1];

    public Spot[] Spots { get; }

    public ulong[] Keys { get; }

    public ulong[] First { get; }

    public ulong[] Second { get; }

    public ulong[] Third { get; }

    public ResponderCard?[] Cards { get; }

    /// <summary>What the columns, the cells and the id table take, without the cards themselves.</summary>
    public long Bytes => (long)Cards.Length * (Unsafe.SizeOf<Spot>() + 4 * sizeof(ulong) + IntPtr.Size) + (starts.Length + ends.Length) * sizeof(int) + ids.Bytes;

    public int Find(string id) => ids.Find(id);

    /// <summary>The slots of neighbouring cells of one row of the grid, gaps included.</summary>
    public (int From, int To) Span(int firstCell, int lastCell) => (starts[firstCell], ends[lastCell]);

    public void Add(ResponderCard card, ulong key, WeekMask week)
    {
        var cell = Grid.CellOf(card.Position);
        if (ends[cell] == starts[cell + 1])
        {
            MakeRoom(cell);
        }

        var slot = ends[cell]++;
        ids.Add(card.Profile.Id, slot);
        Count++;
        Write(slot, card, key, week);
    }

    /// <summary>Replaces a card in place; false when it has moved to another cell.</summary>
    public bool TryReplace(int slot, ResponderCard card, ulong key, WeekMask week)
    {
        if (Grid.CellOf(card.Position) != Grid.CellOf(Cards[slot]!.Position))
        {
            return false;
        }

        Write(slot, card, key, week);
        return true;
    }

    public void RemoveAt(int slot)
    {
        var cell = Grid.CellOf(Cards[slot]!.Position);
        ids.Remove(Cards[slot]!.Profile.Id, slot);
        var last = --ends[cell];
        if (slot != last)
        {
            Carry(last, slot);
        }

        Clear(last);
        Count--;
    }

    private void Write(int slot, ResponderCard card, ulong key, WeekMask week)
    {
        var (x, y) = Grid.Plane?.Of(card.Position) ?? (0, 0);
        (Spots[slot], Keys[slot], Cards[slot]) = (new(x, y, Idleness.Of(card)), key, card);
        (First[slot], Second[slot], Third[slot]) = (week.First, week.Second, week.Third);
    }

    private void MakeRoom(int cell)
    {
        for (var away = 1; away < Grid.Cells; away++)
        {
            if (cell + away < Grid.Cells && ends[cell + away] < starts[cell + away + 1])
            {
                CarryGapDown(cell + away, cell);
                return;
            }

            if (cell - away >= 0 && ends[cell - away] < starts[cell - away + 1])
            {
                CarryGapUp(cell - away, cell);
                return;
            }
        }
    }

    private void CarryGapDown(int from, int to)
    {
        for (var cell = from; cell > to; cell--)
        {
            if (starts[cell] < ends[cell])
            {
                Carry(starts[cell], ends[cell]);
                Clear(starts[cell]);
            }

            starts[cell]++;
            ends[cell]++;
        }
    }

    private void CarryGapUp(int from, int to)
    {
        for (var cell = from + 1; cell <= to; cell++)
        {
            if (starts[cell] < ends[cell])
            {
                Carry(ends[cell] - 1, starts[cell] - 1);
                Clear(ends[cell] - 1);
            }

            starts[cell]--;
            ends[cell]--;
        }
    }

    private void Carry(int from, int to)
    {
        ids.Move(Cards[from]!.Profile.Id, from, to);
        (Spots[to], Keys[to], Cards[to]) = (Spots[from], Keys[from], Cards[from]);
        (First[to], Second[to], Third[to]) = (First[from], Second[from], Third[from]);
    }

    private void Clear(int slot) => (Keys[slot], Cards[slot]) = (0, null);
}
