using Dispatch.Contracts;
using Dispatch.Contracts.Requests;
using Dispatch.Domain.Matching;
using Dispatch.Domain.Responders;

namespace Dispatch.Domain.Tests.Responders;

public class TaskRulesTests
{
    [Fact]
    public void Completion_OfATask_FreesThePlaceAndCountsTheMinutesOnSite()
    {
        var person = new Person().OnDuty().Takes("o1").Hears("o1", OfferState.Accepted, AssignmentState.OnSite)
            .After(TimeSpan.FromMinutes(42.5)).Hears("o1", OfferState.Accepted, AssignmentState.Completed);

        Assert.Equal((0, 43), (person.Self.Load, person.Self.MinutesServed));
        var past = Assert.Single(person.Self.Past);
        Assert.Equal(("r-o1", AssignmentState.Completed, 43), (past.RequestId, past.State, past.Minutes));
    }

    [Fact]
    public void Completion_WithoutAReportedArrival_CountsThePlannedMinutes() =>
        Assert.Equal(60, new Person().OnDuty().Takes("o1").Hears("o1", OfferState.Accepted, AssignmentState.Completed).Self.MinutesServed);

    [Fact]
    public void Completion_AfterHighRisk_IsFollowedByRest()
    {
        var person = new Person().OnDuty().Takes("o1", RiskLevel.HighRisk)
            .Hears("o1", OfferState.Accepted, AssignmentState.Completed, level: RiskLevel.HighRisk);

        Assert.Equal(person.Now + ResponderLimits.CoolDown, person.Self.CoolUntil);
        Assert.Null(new Person().OnDuty().Takes("o1").Hears("o1", OfferState.Accepted, AssignmentState.Completed).Self.CoolUntil);
    }

    [Theory]
    [InlineData(OfferState.Accepted, AssignmentState.Completed)]
    [InlineData(OfferState.Withdrawn, AssignmentState.Withdrawn)]
    public void End_AfterTheLevelRoseOnSite_IsFollowedByRest(OfferState state, AssignmentState task)
    {
        var person = new Person().OnDuty().Takes("o1").Hears("o1", OfferState.Accepted, AssignmentState.OnSite)
            .Hears("o1", state, task, level: RiskLevel.HighRisk);

        Assert.Equal(person.Now + ResponderLimits.CoolDown, person.Self.CoolUntil);
    }

    [Fact]
    public void Raise_OfATaskThatStands_ReachesThePhone()
    {
        var person = new Person().OnDuty().Takes("o1").Hears("o1", OfferState.Accepted, AssignmentState.Accepted, level: RiskLevel.Serious);

        Assert.Equal((RiskLevel.Serious, Lane.Urgent), (person.Pushed!.Level, person.Pushed.Lane));
        Assert.Equal(RiskLevel.Serious, Assert.Single(person.Self.Standing).Task.Level);
    }

    [Fact]
    public void Raise_OfATaskPlannedForTomorrow_IsKeptByWhoeverIsBusyNow()
    {
        var busy = new Person(profile => profile with { Capacity = 1 }).OnDuty().Takes("o1");
        var (held, refused) = OfferRules.Hold(busy.Self, Person.Send("o2", "r-o2", busy.Now.AddDays(1)), busy.Now);
        var raised = Person.Task("o2", AssignmentState.Accepted, RiskLevel.HighRisk);
        var kept = ResponderInvariants.Assert(OfferRules.Apply(held, new OfferVerdict("o2", OfferState.Accepted, null, raised), busy.Now).Next);

        Assert.Null(refused);
        Assert.Equal(2, kept.Standing.Length);
        Assert.Equal(2, Room.Peak(kept.Taken().AsSpan()));
        Assert.Null(ProfileCheck.Fault(kept.Profile.Id, kept.Profile.Kind, kept.Profile with { Name = "Demo Two" }, kept));
    }

    [Fact]
    public void Withdrawal_BeforeSettingOut_NeedsNoRestAndCostsNothing()
    {
        var person = new Person().OnDuty().Takes("o1", RiskLevel.HighRisk).Hears("o1", OfferState.Withdrawn);

        Assert.Null(person.Self.CoolUntil);
        Assert.Equal((0, 0, 0), (person.Self.NoShows, person.Self.MinutesServed, person.Self.Load));
        Assert.Equal((OfferState.Withdrawn, RefusalCode.OfferWithdrawn), (person.Pushed!.State, person.Pushed.Code));
    }

    [Fact]
    public void NoShow_AloneOfAllEndings_LowersReliability()
    {
        var person = new Person().OnDuty().Takes("o1").Hears("o1", OfferState.Withdrawn, AssignmentState.NoShow)
            .Takes("o2").Hears("o2", OfferState.Withdrawn, AssignmentState.HandedBack);

        Assert.Equal(1, person.Self.NoShows);
    }

    [Fact]
    public void View_OfATaskThatIsOver_ShowsNoPlaceAndNoPerson()
    {
        var shown = TaskRules.Closed(Person.Task("o1", AssignmentState.Completed));

        Assert.Equal((null, null, null, null, null, null), (shown.Location, shown.Address, shown.Alias, shown.Contact, shown.Description, shown.Area));
    }

    [Fact]
    public void Past_OfALongService_IsBoundedNewestFirst()
    {
        var person = new Person().OnDuty();
        for (var task = 0; task < ResponderLimits.Past + 5; task++)
        {
            person.Takes("o" + task).Hears("o" + task, OfferState.Accepted, AssignmentState.Completed);
        }

        Assert.Equal(ResponderLimits.Past, person.Self.Past.Length);
        Assert.Equal("r-o54", person.Self.Past[0].RequestId);
    }
}
