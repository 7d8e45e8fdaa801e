using System.Collections.Immutable;
using Dispatch.Contracts.Matching;
using Dispatch.Contracts.Responders;
using Dispatch.Domain.Matching;
using Shouldly;

namespace Dispatch.Domain.Tests.Matching;

public sealed class BatchMatchingTests
{
    private const string Sanya = "z36:219";

    [Fact]
    public void Batch_BothWantTheNearest_SharesSoThatTheWholeIsBest()
    {
        var index = Filled([Standing("near", 0), Standing("beyond", 600)]);
        var answers = BatchMatching.Solve([(Asked("r-1", 100), 1), (Asked("r-2", -1_300), 1)], index, Someone.Now);
        answers.Select(Ids).ShouldBe(["beyond", "near"]);
    }

    [Fact]
    public void Batch_RoomForTwo_TakesTwoOfTheSameBatch()
    {
        var index = Filled([Standing("one", 0).With(p => p with { Capacity = 2 })]);
        var answers = BatchMatching.Solve([(Asked("r-1", 0), 1), (Asked("r-2", 0), 1), (Asked("r-3", 900), 1)], index, Someone.Now);
        answers.Select(Ids).ShouldBe(["one", "one", ""]);
    }

    [Fact]
    public void Batch_AskedForMore_AddsTheNextBestWhoStillHaveRoom()
    {
        var index = Filled([Standing("a", 0), Standing("b", 100), Standing("c", 200), Standing("d", 300)]);
        var answers = BatchMatching.Solve([(Asked("r-1", 0), 3), (Asked("r-2", 0), 1)], index, Someone.Now);
        answers[0].Length.ShouldBe(3);
        answers[0].Select(each => each.ResponderId).ShouldNotContain(Ids(answers[1]));
        answers[0].Skip(1).Select(each => each.ResponderId).ShouldBe(["c", "d"]);
    }

    [Fact]
    public void Batch_Empty_AnswersNothing() => BatchMatching.Solve([], Filled([]), Someone.Now).ShouldBeEmpty();

    [Fact]
    public void Batch_RandomWorlds_ServesAsManyAndAsWellAsAnyAssignmentCould()
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var world = new World(seed, Sanya);
            var cards = Enumerable.Range(0, world.Next(200)).Select(number => world.Card(number)).ToArray();
            var (index, now) = (Filled(cards), world.Moment());
            var batch = Enumerable.Range(0, world.Next(5) + 1).Select(i => (Query: world.Query(now) with { RequestId = $"r-{i}" }, Count: 1)).ToArray();

            var answers = BatchMatching.Solve(batch, index, now);
            var lists = batch.Select(asked => index.Rank(asked.Query, 12, now)).ToArray();
            var room = cards.ToDictionary(card => card.Profile.Id, card => Math.Max(1, card.Profile.Capacity - card.Load));
            var best = Best(lists, room, 0);
            answers.Count(answer => answer.IsEmpty).ShouldBe(best.Unserved);
            answers.Where(answer => !answer.IsEmpty).Sum(answer => answer[0].Score).ShouldBe(best.Score, 1e-4);
        }
    }

    [Fact]
    public void Batch_QueueAndPlacingInAnyOrder_AnswersEachTheSame()
    {
        for (var seed = 0; seed < 8; seed++)
        {
            var world = new World(seed, Sanya);
            var cards = Enumerable.Range(0, 150).Select(number => world.Card(number)).ToArray();
            var now = world.Moment();
            var batch = Enumerable.Range(0, 30).Select(i => (Query: world.Query(now) with { RequestId = $"r-{i}" }, Count: 3)).ToArray();
            var queue = world.Shuffled(batch);

            var answers = ById(batch, BatchMatching.Solve(batch, Filled(cards), now));
            ById(queue, BatchMatching.Solve(queue, Filled(world.Shuffled(cards)), now)).ShouldBe(answers);
        }
    }

    private static (int Unserved, double Score) Best(ImmutableArray<Ranked>[] lists, Dictionary<string, int> room, int row)
    {
        if (row == lists.Length)
        {
            return (0, 0);
        }

        var without = Best(lists, room, row + 1);
        var best = (Unserved: without.Unserved + 1, without.Score);
        foreach (var candidate in lists[row].Where(candidate => room[candidate.ResponderId] > 0))
        {
            room[candidate.ResponderId]--;
            var rest = Best(lists, room, row + 1);
            room[candidate.ResponderId]++;
            var with = (rest.Unserved, Score: rest.Score + candidate.Score);
            best = with.Unserved < best.Unserved || (with.Unserved == best.Unserved && with.Score > best.Score) ? with : best;
        }

        return best;
    }

    private static ZoneIndex Filled(IEnumerable<ResponderCard> cards)
    {
        var index = new ZoneIndex(Sanya);
        foreach (var card in cards)
        {
            index.Place(card);
        }

        return index;
    }

    private static ResponderCard Standing(string id, double north) =>
        (Someone.Volunteer with { Position = Someone.Station.North(north) }).With(p => p with { Id = id, Capacity = 1 });

    private static MatchQuery Asked(string id, double north) => Someone.Request with { RequestId = id, Location = Someone.Station.North(north) };

    private static string Ids(ImmutableArray<Ranked> answer) => string.Join(',', answer.Select(each => each.ResponderId));

    private static string[] ById((MatchQuery Query, int Count)[] batch, ImmutableArray<ImmutableArray<Ranked>> answers) =>
        [.. batch.Zip(answers, (asked, answer) => $"{asked.Query.RequestId}: {Ids(answer)}").Order(StringComparer.Ordinal)];
}
