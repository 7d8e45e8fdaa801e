using Dispatch.Domain.Matching;
using Shouldly;

namespace Dispatch.Domain.Tests.Matching;

public sealed class AssignmentTests
{
    private const long No = Assignment.Infeasible;

    [Fact]
    public void Solve_NearestWouldStarveAnother_TakesTheCheaperWhole() =>
        Assignment.Solve([1, 2, 2, 9], 2, 2).ShouldBe([1, 0]);

    [Fact]
    public void Solve_CheapPairBlocksAnother_ServesMoreFirst() =>
        Assignment.Solve([-1_000_000, 5_000_000, -1_000_000, No], 2, 2).ShouldBe([1, 0]);

    [Fact]
    public void Solve_MoreRequestsThanResponders_LeavesTheDearestOut() =>
        Assignment.Solve([7, 3, 5], 3, 1).ShouldBe([-1, 0, -1]);

    [Fact]
    public void Solve_NothingFeasible_AssignsNobody()
    {
        Assignment.Solve([No, No], 1, 2).ShouldBe([-1]);
        Assignment.Solve([], 0, 3).ShouldBe([]);
        Assignment.Solve([], 2, 0).ShouldBe([-1, -1]);
    }

    [Fact]
    public void Solve_CostBeyondTheLimit_IsRefused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => Assignment.Solve([Assignment.MaxCost + 1], 1, 1));

    [Fact]
    public void Solve_SmallTables_FindsWhatTryingEverythingFinds()
    {
        var random = new Random(11);
        for (var i = 0; i < 2_500; i++)
        {
            var (rows, columns) = (random.Next(1, 6), random.Next(1, 7));
            var holes = random.NextDouble();
            var most = random.Next(2) == 0 ? 4 : 1_000;
            var costs = new long[rows * columns];
            for (var c = 0; c < costs.Length; c++)
            {
                costs[c] = random.NextDouble() < holes ? No : random.Next(-most, most);
            }

            Value(costs, columns, Assignment.Solve(costs, rows, columns)).ShouldBe(Best(costs, rows, columns, 0, 0));
        }
    }

    [Fact]
    public void Solve_RowsAndColumnsShuffled_FindsTheSameValue()
    {
        var random = new Random(12);
        for (var i = 0; i < 50; i++)
        {
            var (rows, columns) = (random.Next(20, 60), random.Next(20, 60));
            var costs = new long[rows * columns];
            for (var c = 0; c < costs.Length; c++)
            {
                costs[c] = random.NextDouble() < 0.7 ? No : random.Next(1_000_000);
            }

            var (rowOrder, columnOrder) = (Shuffled(random, rows), Shuffled(random, columns));
            var moved = new long[costs.Length];
            for (var c = 0; c < costs.Length; c++)
            {
                moved[rowOrder[c / columns] * columns + columnOrder[c % columns]] = costs[c];
            }

            Value(moved, columns, Assignment.Solve(moved, rows, columns)).ShouldBe(Value(costs, columns, Assignment.Solve(costs, rows, columns)));
        }
    }

    private static (int Unserved, long Cost) Value(long[] costs, int columns, int[] assigned)
    {
        var used = assigned.Where(column => column >= 0).ToArray();
        used.Distinct().Count().ShouldBe(used.Length);
        var pairs = Enumerable.Range(0, assigned.Length).Where(row => assigned[row] >= 0).Select(row => costs[row * columns + assigned[row]]).ToArray();
        pairs.ShouldNotContain(No);
        return (assigned.Length - pairs.Length, pairs.Sum());
    }

    private static (int Unserved, long Cost) Best(long[] costs, int rows, int columns, int row, int used)
    {
        if (row == rows)
        {
            return (0, 0);
        }

        var without = Best(costs, rows, columns, row + 1, used);
        var best = (without.Unserved + 1, without.Cost);
        for (var column = 0; column < columns; column++)
        {
            var cost = costs[row * columns + column];
            if (cost != No && (used >> column & 1) == 0)
            {
                var rest = Best(costs, rows, columns, row + 1, used | 1 << column);
                var with = (rest.Unserved, rest.Cost + cost);
                best = with.CompareTo(best) < 0 ? with : best;
            }
        }

        return best;
    }

    private static int[] Shuffled(Random random, int count)
    {
        var order = Enumerable.Range(0, count).ToArray();
        random.Shuffle(order);
        return order;
    }
}
