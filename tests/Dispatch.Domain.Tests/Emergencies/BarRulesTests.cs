using System.Collections.Immutable;
using Dispatch.Contracts.Emergencies;
using Dispatch.Contracts.Requests;
using Dispatch.Domain.Emergencies;
using Shouldly;

namespace Dispatch.Domain.Tests.Emergencies;

/// <summary>Counsellors with a conflict of interest in an emergency: not called, never the lead, and nobody in danger left alone.</summary>
public class BarRulesTests
{
    [Fact]
    public void Opening_WithConflicts_CallsNoneOfThemAndNamesTheHeadForABarredLead()
    {
        var held = OpeningRules.Open(Barring(1, "lead", "c1", "expert"), EmergencyScene.Units, EmergencyScene.Watch, EmergencyScene.Times, EmergencyScene.Noon);

        EmergencyInvariants.Hold(held);
        held.Lead.ShouldBe(EmergencyScene.Head);
        held.People.Select(each => each.Account).ShouldNotContain(account => held.Barred.Contains(account));
        held.Wider.ShouldBe(["c3", "c4", "c5"]);
    }

    [Fact]
    public void Conflict_WhileItRuns_CallsOffAndPassesTheLead()
    {
        var scene = new EmergencyScene().Say("c3", PageStep.Acknowledged);

        scene.Hear(Barring(2, "lead", "c1"));

        scene.Held.Lead.ShouldBe("c3");
        scene.Row("c1").CannotAt.ShouldNotBeNull();
        scene.Row("c1").Qualified.ShouldBeFalse();
        BarRules.Keeps(scene.Held, "c1").ShouldBeTrue();
    }

    [Fact]
    public void Conflict_OfWhoIsOut_LeavesTheCheckInRunning()
    {
        var scene = new EmergencyScene().Say("c1", PageStep.Acknowledged, PageStep.OnTheWay);

        scene.Hear(Barring(2, "c1"));

        scene.Row("c1").IsOut.ShouldBeTrue();
        scene.Row("c1").CheckInBy.ShouldNotBeNull();
        BarRules.Keeps(scene.Held, "c1").ShouldBeFalse();
        scene.Say("c1", PageStep.Back);
        BarRules.Keeps(scene.Held, "c1").ShouldBeFalse("the debrief is still to come");
    }

    [Fact]
    public void Watch_ThatChanges_DoesNotBringThemBack()
    {
        var scene = new EmergencyScene();
        scene.Hear(Barring(2, "c4"));

        scene.Apply(NewsRules.Hear(scene.Held, EmergencyScene.Watch with { Team = ["c1", "c3", "c4"] }, EmergencyScene.Times, scene.Now));

        scene.Held.Find("c4").ShouldBeNull();
        scene.Held.Wider.ShouldNotContain("c4");
        scene.After(TimeSpan.FromHours(1)).Held.Find("c4").ShouldBeNull();
        scene.Hear(Barring(3, "c4") with { Team = [new TeamNews("c4", true, true, AssignmentState.Accepted, "o1")] });
        scene.Held.Find("c4").ShouldBeNull();
    }

    [Fact]
    public void Conflicts_InRandomWalks_NeverLeaveTheLeadWithOneOfThem()
    {
        string[] people = ["lead", "c1", "c3", "c4", "c5", "expert"];
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var (scene, version, barred) = (new EmergencyScene(), 1L, ImmutableArray<string>.Empty);
            for (var step = 0; step < 20; step++)
            {
                var account = people[random.Next(people.Length)];
                switch (random.Next(4))
                {
                    case 0 when barred.Length < 4:
                        barred = barred.Contains(account) ? barred : barred.Add(account);
                        scene.Hear(Barring(++version, [.. barred]));
                        break;
                    case 1:
                        scene.After(TimeSpan.FromMinutes(random.Next(10)));
                        break;
                    default:
                        // The actor lets nobody answer whom a conflict keeps from it.
                        if (scene.Held.Find(account) is not null && !BarRules.Keeps(scene.Held, account))
                        {
                            var taken = PageStepRules.Take(scene.Held, account, (PageStep)random.Next(8), EmergencyScene.Times, scene.Now);
                            scene = taken.Next is null ? scene : scene.Apply(taken);
                        }

                        break;
                }

                barred.ShouldNotContain(scene.Held.Lead, $"seed {seed}, step {step}");
            }
        }
    }

    private static RequestNews Barring(long version, params string[] barred) => EmergencyScene.News(version) with { Barred = [.. barred] };
}
