using System.Collections.Immutable;
using Dispatch.Domain.Catalogue;
using Dispatch.Domain.Demo;
using Dispatch.Domain.Drills;
using Shouldly;

namespace Dispatch.Domain.Tests.Drills;

/// <summary>The script, the cast and the grade of a drill.</summary>
public sealed class DrillTests
{
    private static readonly string Shipped = DataFiles.Text("drill.json");
    private static readonly DateTimeOffset Start = new(2036, 3, 3, 4, 0, 0, TimeSpan.Zero);

    private static readonly DemoData Demo = DemoData.Parse(
        new(DataFiles.Text("demo/areas.json"), DataFiles.Text("demo/stations.json"), DataFiles.Text("demo/people.json")), DataFiles.Catalogue);

    private static readonly LivePlan Plan = LivePlan.Parse(DataFiles.Text("demo/live.json"), DataFiles.Catalogue);

    [Fact]
    public void Script_AsShipped_TimesAllClocksAtStationsAndAreasOfTheCast()
    {
        var script = DrillScript.Parse(Shipped, DataFiles.Catalogue);

        script.Steps.Where(step => step.Need is not null).Select(step => step.Clock).Distinct().ShouldBe(Enum.GetValues<DrillClock>(), ignoreOrder: true);
        script.Steps.ShouldAllBe(step => step.At < 60 * script.Minutes);
        foreach (var need in script.Steps.Select(step => step.Need).OfType<DrillNeed>())
        {
            Demo.Stations.Single(facts => facts.Id == need.Station).Areas.ShouldContain(area => area.Code == need.Area);
        }
    }

    [Fact]
    public void Script_AsShipped_PlaysEveryScene()
    {
        var script = DrillScript.Parse(Shipped, DataFiles.Catalogue);

        script.Steps.Select(step => step.Scene).Distinct().ShouldBe(Enum.GetValues<DrillScene>(), ignoreOrder: true);
        var closing = script.Steps.Single(step => step.Scene == DrillScene.Closing);
        script.Steps.Single(step => step.Code == closing.About).At.ShouldBeLessThan(closing.At);

        // An incident keeps ordinary requests waiting: nothing that is timed by an acceptance may still run, or begin later, at its station.
        var incident = script.Steps.Single(step => step.Scene == DrillScene.Incident);
        script.Steps.Where(step => step.Clock == DrillClock.Accept && step.Need?.Station == incident.Need!.Station).ShouldAllBe(step => step.At + step.Limit <= incident.At);
        var triage = script.Steps.Single(step => step.Scene == DrillScene.Triage);
        DataFiles.Cues.Find(triage.Need!.Words).Level.ShouldBe(Contracts.RiskLevel.General, "the trainee sees it, not the cue list");
    }

    [Theory]
    [InlineData(DrillScene.Watch, DrillAct.TakeWatch, false, true)]
    [InlineData(DrillScene.Watch, DrillAct.TakeWatch, true, null)]
    [InlineData(DrillScene.Closing, DrillAct.KeepOpen, false, true)]
    [InlineData(DrillScene.Closing, DrillAct.CloseCase, true, false)]
    [InlineData(DrillScene.Incident, DrillAct.Declare, false, true)]
    [InlineData(DrillScene.Triage, DrillAct.RaisePerson, false, true)]
    [InlineData(DrillScene.Triage, DrillAct.LeaveLevel, false, false)]
    [InlineData(DrillScene.Triage, DrillAct.Own, false, null)]
    public void Decision_InAScene_IsKeptWhenTheHouseExpectsIt(DrillScene scene, DrillAct act, bool refused, bool? kept)
    {
        var task = new DrillTask(1, "scene", "r", DrillClock.Decide, 60, Start, null) { Scene = scene };

        var done = task.Done(act, refused, Start.AddSeconds(20));

        done.Kept(Start.AddSeconds(30)).ShouldBe(kept);
        done.Done(task.Acts[0], false, Start.AddSeconds(40)).StoppedAt.ShouldBe(done.StoppedAt ?? Start.AddSeconds(40));
        task.Done(task.Acts[0], false, Start.AddSeconds(61)).Kept(Start.AddSeconds(61)).ShouldBe(false);
        (task with { StartedAt = null }).Done(task.Acts[0], false, Start).StoppedAt.ShouldBeNull();
    }

    [Theory]
    [InlineData("\"service\": \"escort\"", "\"service\": \"flying\"")]
    [InlineData("\"languages\": [\"hak\"", "\"languages\": [\"xx\"")]
    [InlineData("\"clock\": \"Act\"", "\"clock\": \"Guess\"")]
    [InlineData("\"limit\": 60", "\"limit\": 0")]
    public void Script_WithAFault_IsRefused(string from, string to) =>
        Should.Throw<DataFaultsException>(() => DrillScript.Parse(Shipped.Replace(from, to, StringComparison.Ordinal), DataFiles.Catalogue));

    [Fact]
    public void Cast_OfADrill_BearsNoNameOfARealStationOrPerson()
    {
        var (cast, plan) = DrillCast.Of(Demo, Plan);

        cast.Stations.ShouldAllBe(facts => facts.Id.StartsWith("drill-", StringComparison.Ordinal) && facts.Neighbours.IsEmpty && facts.Head.Contains(".drill-"));
        cast.Stations.SelectMany(facts => facts.BorrowsCounsellorsFrom).ShouldAllBe(id => id.StartsWith("drill-", StringComparison.Ordinal));
        cast.Responders.Select(each => each.Id).Intersect(Demo.Responders.Select(each => each.Id)).ShouldBeEmpty();
        cast.Responders.ShouldAllBe(each => plan.Helpers.Plays(each.Id) && each.StationId.StartsWith("drill-", StringComparison.Ordinal));
        cast.Responders.Length.ShouldBeGreaterThan(50);
        cast.Accounts.ShouldBeEmpty();
    }

    [Fact]
    public void Grade_CountsKeptAndMissedClocksAndTheirMedians()
    {
        ImmutableArray<DrillTask> tasks =
        [
            Task(1, DrillClock.Accept, 60, 0, 10), Task(2, DrillClock.Accept, 60, 0, 30), Task(3, DrillClock.Accept, 60, 0, 90), Task(4, DrillClock.Acknowledge, 60, 0, 20),
            Task(5, DrillClock.Act, 60, null, null), Task(6, DrillClock.Accept, 60, 100, null),
        ];

        DrillGrades.Of(tasks, Start.AddSeconds(120), ended: false).ShouldBe(new DrillGrade(3, 1, 30, 20, null, null, 75));
        DrillGrades.Of(tasks, Start.AddSeconds(120), ended: true).ShouldBe(new DrillGrade(3, 2, 30, 20, null, null, 60));
        DrillGrades.Of([], Start, ended: true).Points.ShouldBeNull();
    }

    [Fact]
    public void Clock_ThatRunsOverItsLimit_IsMissedBeforeAnybodyStopsIt()
    {
        var task = Task(1, DrillClock.Acknowledge, 60, 0, null);

        task.Kept(Start.AddSeconds(60)).ShouldBeNull();
        task.Kept(Start.AddSeconds(61)).ShouldBe(false);
        (task with { StoppedAt = Start.AddSeconds(70) }).Kept(Start.AddSeconds(99)).ShouldBe(false);
    }

    private static DrillTask Task(int number, DrillClock clock, int limit, int? from, int? until) => new(
        number, "step", $"r{number}", clock, limit, from is { } begun ? Start.AddSeconds(begun) : null, until is { } over ? Start.AddSeconds(over) : null);
}
