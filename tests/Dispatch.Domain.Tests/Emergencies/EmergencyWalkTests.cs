using Dispatch.Contracts.Emergencies;
using Dispatch.Contracts.Requests;
using Dispatch.Domain.Emergencies;
using Shouldly;
using static Dispatch.Domain.Tests.Emergencies.EmergencyScene;

namespace Dispatch.Domain.Tests.Emergencies;

/// <summary>Whatever people do or leave undone: somebody is named, somebody is called or has it, and whoever is out is looked after.</summary>
public sealed class EmergencyWalkTests
{
    private static readonly string[] People = ["lead", Head, "c1", "c2", "c3", "c4", "c5", "expert"];

    [Fact]
    public void Emergency_OnAThousandRandomWalks_IsNeverWithoutANamedHuman()
    {
        for (var seed = 0; seed < 1_000; seed++)
        {
            var dice = new Random(seed);
            var held = OpeningRules.Open(News(1), Units, Watch, Times, Noon) with { Version = 1 };
            var now = Noon;
            for (var turn = 0; turn < 80; turn++)
            {
                now = now.AddSeconds(dice.Next(0, 120));
                var before = held;
                held = Turn(held, dice, turn + 2, now) ?? held;
                Should.NotThrow(() => EmergencyInvariants.Hold(before, held), $"seed {seed}, turn {turn}");
                held.Sent.ShouldBe(held.People.Count(each => each.IsOut && each.Qualified) >= 2);
            }
        }
    }

    private static Emergency? Turn(Emergency held, Random dice, long version, DateTimeOffset now)
    {
        var who = People[dice.Next(People.Length)];
        return dice.Next(10) switch
        {
            < 5 => PageStepRules.Take(held, who, (PageStep)dice.Next(8), Times, now).Next,
            5 => Tell(held, News(
                version,
                attempt: held.Episode + (dice.Next(10) == 0 ? 1 : 0),
                running: dice.Next(4) > 0,
                dangers: held.Danger + (dice.Next(6) == 0 ? 1 : 0),
                Member("c" + dice.Next(1, 8), dice.Next(2) == 0 ? null : (AssignmentState)dice.Next(7), offer: "o" + dice.Next(3))), now),
            6 => LeadRules.Take(held, Of(who), held.Find(who)?.Qualified == true, Times, now).Next,
            7 when dice.Next(12) == 0 => LeadRules.StandDown(held, new StandDown(Of(Head), Outcome.NoDanger, "平安"), false, Times, now).Next,
            8 => NewsRules.Hear(
                held, Watch with { Head = dice.Next(20) == 0 ? "head.new" : held.Head, Team = ["c" + dice.Next(1, 8)], Qualified = ["c1", "c" + dice.Next(1, 8)] }, Times, now),
            _ => PagingRules.Fire(held, Times, now),
        };
    }

    private static Emergency Tell(Emergency held, RequestNews news, DateTimeOffset now) => OpeningRules.Wants(held, news)
        ? OpeningRules.Reopen(held, news, Units, Watch with { Head = held.Head }, Times, now)
        : NewsRules.Hear(held, news, Times, now);
}
