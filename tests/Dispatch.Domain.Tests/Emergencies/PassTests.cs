using Dispatch.Contracts.Emergencies;
using Dispatch.Contracts.Rosters;
using Dispatch.Domain.Emergencies;
using Dispatch.Domain.Rosters;
using static Dispatch.Domain.Tests.Emergencies.EmergencyScene;

namespace Dispatch.Domain.Tests.Emergencies;

public class PassTests
{
    [Fact]
    public void NewHead_WhoCouldNot_LeadsAllTheSameAndIsCalledAgain()
    {
        var scene = new EmergencyScene(Watch with { Team = [], Qualified = [], Primary = null, Secondary = null, Expert = "next" });
        scene.Say("lead", PageStep.Cannot).Say("next", PageStep.Cannot).Say(Head, PageStep.Cannot);

        scene.Apply(NewsRules.Hear(scene.Held, Watch with { Head = "next", Lead = "next", Team = [], Qualified = [] }, Times, scene.Now));

        Assert.Equal("next", scene.Held.Lead);
        Assert.NotNull(scene.Row("next").NextAt);
    }

    [Fact]
    public void Watch_PassedToSomebodyWhoCouldNot_CallsThatPersonOnceMore()
    {
        var scene = new EmergencyScene().Say("c1", PageStep.Cannot);

        scene.Apply(LeadRules.Pass(scene.Held, "lead", "c1", isQualified: true, Times, scene.Now));

        Assert.Equal("c1", scene.Held.Lead);
        Assert.Null(scene.Row("c1").CannotAt);
        Assert.NotNull(scene.Row("c1").NextAt);
    }

    [Fact]
    public void Watch_PassedToSomebodyWhoStaysSilent_ClimbsToTheHead()
    {
        var scene = new EmergencyScene().Say("lead", PageStep.Acknowledged).After(Times.Climb);
        Assert.Null(scene.Held.Find(Head));
        scene.Apply(LeadRules.Pass(scene.Held, "lead", "c5", isQualified: true, Times, scene.Now));

        scene.After(Times.Climb);

        Assert.NotNull(scene.Held.Find(Head));
    }

    [Fact]
    public void Watch_OfSomebodyWhoseLicenceHasEnded_IsNobodys()
    {
        var lapsed = new CounsellorFacts("c1", Station.Id, Noon, true, true, 1);
        var roster = new Roster([lapsed], []) { Shifts = [new WatchShift(Noon.AddHours(-1), Noon.AddHours(7), "c1", "c2", null, "expert")] };

        var watch = WatchRules.Now(roster, Station, Noon);

        Assert.Equal((null, "c2", "expert"), (watch.Primary, watch.Secondary, watch.Expert));
    }
}
