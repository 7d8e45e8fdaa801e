using System.Collections.Immutable;

namespace Dispatch.Records.Insight;

/// <summary>Adds up what a store counted into the cells of a table: weeks and months of days, ledgers with one another. Ledgers may be counted at once.</summary>
internal sealed class TallyFold(InsightQuery query)
{
    private readonly Dictionary<(string? First, string? Second), Slot> _cells = [];
    private readonly Slot _total = new();
    private readonly Lock _adding = new();

    /// <summary>Adds so many entries to a cell.</summary>
    /// <param name="first">Its value of the first facet.</param>
    /// <param name="second">Its value of the second.</param>
    /// <param name="count">How many entries.</param>
    /// <param name="sum">The sum of their amounts.</param>
    /// <param name="amounts">How often each amount occurs; for the median only.</param>
    public void Add(string? first, string? second, long count, long sum, IEnumerable<KeyValuePair<long, long>>? amounts)
    {
        if (count > 0)
        {
            lock (_adding)
            {
                Add(SlotOf(first, second), count, sum, amounts);
            }
        }
    }

    public Tally Result() => new(
        [
            .. _cells.OrderBy(cell => cell.Key.First, StringComparer.Ordinal).ThenBy(cell => cell.Key.Second, StringComparer.Ordinal)
                .Select(cell => Cell(Keys(cell.Key), cell.Value)),
        ],
        Cell([], _total));

    private Slot SlotOf(string? first, string? second)
    {
        if (!_cells.TryGetValue((first, second), out var cell))
        {
            if (_cells.Count == TooWideException.MostCells)
            {
                throw new TooWideException();
            }

            _cells[(first, second)] = cell = new Slot();
        }

        return cell;
    }

    private void Add(Slot cell, long count, long sum, IEnumerable<KeyValuePair<long, long>>? amounts)
    {
        cell.Add(count, sum);
        _total.Add(count, sum);
        foreach (var (amount, times) in amounts ?? [])
        {
            cell.AddAmount(amount, times);
            _total.AddAmount(amount, times);
        }
    }

    private ImmutableArray<string?> Keys((string? First, string? Second) key) => query.Groups.Length switch
    {
        0 => [],
        1 => [key.First],
        _ => [key.First, key.Second],
    };

    private TallyCell Cell(ImmutableArray<string?> keys, Slot slot) => new(keys, slot.Count, query.Reading switch
    {
        Reading.Count => slot.Count,
        Reading.Sum => slot.Sum,
        _ => slot.Median(),
    });

    private sealed class Slot
    {
        private SortedDictionary<long, long>? _amounts;

        public long Count { get; private set; }

        public long Sum { get; private set; }

        public void Add(long count, long sum)
        {
            Count += count;
            Sum += sum;
        }

        public void AddAmount(long amount, long times)
        {
            _amounts ??= [];
            _amounts[amount] = _amounts.GetValueOrDefault(amount) + times;
        }

        public long Median()
        {
            var rest = ((_amounts?.Values.Sum() ?? 0) - 1) / 2;
            foreach (var (amount, times) in _amounts ?? [])
            {
                if (rest < times)
                {
                    return amount;
                }

                rest -= times;
            }

            return 0;
        }
    }
}
