using System.Collections.Immutable;
using Dispatch.Contracts.Matching;
using Dispatch.Contracts.Responders;
using Dispatch.Domain.Matching;
using Shouldly;

namespace Dispatch.Domain.Tests.Matching;

public sealed class ZoneIndexTests
{
    private const string Sanya = "z36:219";

    [Theory]
    [InlineData(Sanya)]
    [InlineData("z-1:-1")]
    [InlineData("z10:359")]
    [InlineData("z120:40")]
    [InlineData("z174:-360")]
    [InlineData("z179:0")]
    public void Rank_RandomWorlds_IsWhatAskingEveryCardGives(string zone)
    {
        var found = 0;
        for (var seed = 0; seed < 8; seed++)
        {
            var world = new World(seed, zone);
            var cards = Enumerable.Range(0, world.Next(seed % 4 == 0 ? 1_500 : 300)).Select(number => world.Card(number)).ToArray();
            var (index, shuffled) = (Filled(zone, cards), Filled(zone, world.Shuffled(cards)));
            index.Count.ShouldBe(cards.Length);
            for (var i = 0; i < 16; i++)
            {
                var now = world.Moment();
                var query = world.Query(now);
                var count = world.Chance(0.2) ? 500 : world.Next(6) + 1;
                var ranked = index.Rank(query, count, now);
                Same(ranked, OneByOne(cards, query, count, now, index));
                Same(shuffled.Rank(query, count, now), ranked);
                found += ranked.Length;
            }
        }

        found.ShouldBeGreaterThan(100);
    }

    [Fact]
    public void RemoteIndex_RandomWorlds_IsWhatAskingEveryCardGives()
    {
        for (var seed = 0; seed < 12; seed++)
        {
            var world = new World(seed, Sanya);
            var cards = Enumerable.Range(0, world.Next(200)).Select(number => world.Card(number)).ToArray();
            var index = Filled(Zones.RemoteKey("s0"), cards);
            for (var i = 0; i < 16; i++)
            {
                var now = world.Moment();
                var query = world.Query(now) with { Remote = world.Chance(0.8) };
                Same(index.Rank(query, 5, now), OneByOne(cards, query, 5, now, index));
            }
        }
    }

    [Fact]
    public void Index_AfterManyChanges_EqualsOneFilledWithTheNewestCards()
    {
        for (var seed = 0; seed < 6; seed++)
        {
            var world = new World(seed, Sanya);
            var index = new ZoneIndex(Sanya);
            var held = new SortedDictionary<string, ResponderCard>(StringComparer.Ordinal);
            for (var step = 1; step < 3_000; step++)
            {
                var card = world.Card(world.Next(step < 2_000 ? 400 : 12), step);
                var id = card.Profile.Id;
                if (step < 1_500 ? world.Chance(0.2) : world.Chance(0.7))
                {
                    id = held.Count > 0 && world.Chance(0.7) ? held.Keys.ElementAt(world.Next(held.Count)) : id;
                    index.Remove(id, step);
                    held.Remove(id);
                }
                else
                {
                    index.Place(card);
                    held[id] = card;
                }
            }

            index.Count.ShouldBe(held.Count);
            var fresh = Filled(Sanya, held.Values);
            for (var i = 0; i < 16; i++)
            {
                var now = world.Moment();
                var query = world.Query(now);
                Same(index.Rank(query, 500, now), fresh.Rank(query, 500, now));
            }
        }
    }

    [Fact]
    public void Card_OlderThanTheOneHeld_IsIgnored()
    {
        var index = Filled(Sanya, [Someone.Volunteer with { Version = 5 }]);
        index.Place(Someone.Volunteer with { Version = 4, Load = 2 });
        index.Remove("v-1", 4);
        index.Rank(Someone.Request, 1, Someone.Now).Length.ShouldBe(1);
        index.Place(Someone.Volunteer with { Version = 6, Load = 2 });
        index.Rank(Someone.Request, 1, Someone.Now).ShouldBeEmpty();
    }

    [Fact]
    public void Card_OlderThanTheRemoval_StaysOutAndTheSameComesBack()
    {
        var index = Filled(Sanya, [Someone.Volunteer with { Version = 5 }]);
        var before = index.Rank(Someone.Request, 3, Someone.Now);
        index.Remove("v-1", 5);
        index.Count.ShouldBe(0);
        index.Place(Someone.Volunteer with { Version = 4 });
        index.Count.ShouldBe(0);
        index.Place(Someone.Volunteer with { Version = 5 });
        Same(index.Rank(Someone.Request, 3, Someone.Now), before);
    }

    [Fact]
    public void Ties_EqualScores_GoToTheLongestIdleThenTheId()
    {
        var day = Someone.Now.AddDays(-2);
        ResponderCard[] cards = [Named("b", day), Named("a", day), Named("d", null), Named("e", day.AddHours(-1)), Named("c", null)];
        var ranked = Filled(Sanya, cards).Rank(Someone.Request, 5, Someone.Now);
        ranked.Select(each => each.ResponderId).ShouldBe(["c", "d", "e", "a", "b"]);
    }

    [Fact]
    public void NearestFirst_BetterScoreFartherAway_GoesByDistanceAlone()
    {
        ResponderCard[] cards = [Named("near", Someone.Now) with { Load = 1 }, Named("far", null) with { Position = Someone.Station.North(300) }];
        var index = Filled(Sanya, cards);
        index.Rank(Someone.Request, 2, Someone.Now).Select(each => each.ResponderId).ShouldBe(["far", "near"]);
        var nearest = index.Rank(Someone.Request with { NearestFirst = true }, 2, Someone.Now);
        nearest.Select(each => each.ResponderId).ShouldBe(["near", "far"]);
        nearest[1].Why.Select(factor => factor.Code).ShouldBe(["distance"]);
    }

    [Fact]
    public void Explain_AllHeld_PutsEligibleFirstThenTheLeastExcluded()
    {
        ResponderCard[] cards =
        [
            Named("twice", null) with { Load = 2, OnDutySince = null }, Named("fits", null), Named("once", null) with { Load = 2 },
            Named("afar", null) with { Position = Someone.Station.North(2_500) },
        ];
        var views = Filled(Sanya, cards).Explain(Someone.Request, 10, Someone.Now);
        views.Select(view => $"{view.ResponderId}:{view.Eligible}:{string.Join('+', view.WhyNot)}")
            .ShouldBe(["fits:True:", "once:False:capacity", "afar:False:range", "twice:False:duty+capacity"]);
        views[2].DistanceMetres.ShouldBe(2_500);
        Filled(Sanya, cards).Explain(Someone.Request, 1, Someone.Now).Length.ShouldBe(1);
    }

    [Fact]
    public void ExplainOne_NotHeldHere_IsNull()
    {
        var index = Filled(Sanya, [Someone.Volunteer]);
        index.ExplainOne(Someone.Request, "v-2", Someone.Now).ShouldBeNull();
        index.ExplainOne(Someone.Request, "v-1", Someone.Now)!.Eligible.ShouldBeTrue();
    }

    [Fact]
    public void Memory_TenThousandResponders_StaysUnder64BytesEach()
    {
        var world = new World(1, Sanya);
        var index = Filled(Sanya, Enumerable.Range(0, 10_000).Select(number => world.Card(number)));
        (index.Bytes / (double)index.Count).ShouldBeLessThanOrEqualTo(64);
    }

    private static ZoneIndex Filled(string key, IEnumerable<ResponderCard> cards)
    {
        var index = new ZoneIndex(key);
        foreach (var card in cards)
        {
            index.Place(card);
        }

        return index;
    }

    private static ResponderCard Named(string id, DateTimeOffset? lastCall) => (Someone.Volunteer with { LastCallAt = lastCall }).With(p => p with { Id = id });

    private static string[] OneByOne(IEnumerable<ResponderCard> cards, MatchQuery query, int count, DateTimeOffset now, ZoneIndex index) =>
    [
        .. cards.Where(card => Gates.Check(card, query, now).IsEmpty)
            .Select(card => (card, index.ExplainOne(query, card.Profile.Id, now)!.Score))
            .OrderByDescending(each => each.Score).ThenBy(each => each.card.LastCallAt ?? DateTimeOffset.MinValue)
            .ThenBy(each => each.card.Profile.Id, StringComparer.Ordinal)
            .Take(count).Select(each => $"{each.card.Profile.Id} {each.Score:R}"),
    ];

    private static void Same(ImmutableArray<Ranked> ranked, ImmutableArray<Ranked> other) => Same(ranked, Lines(other));

    private static void Same(ImmutableArray<Ranked> ranked, string[] lines) => Lines(ranked).ShouldBe(lines);

    private static string[] Lines(ImmutableArray<Ranked> ranked) => [.. ranked.Select(each => $"{each.ResponderId} {each.Score:R}")];
}
