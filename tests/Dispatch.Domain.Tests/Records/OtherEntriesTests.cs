using Dispatch.Contracts;
using Dispatch.Contracts.Records;
using Dispatch.Contracts.Responders;
using Dispatch.Contracts.Stations;
using Dispatch.Domain.Records;
using Dispatch.Domain.Responders;
using Dispatch.Domain.Stations;
using Dispatch.Domain.Tests.Requests;
using Dispatch.Domain.Tests.Responders;
using Shouldly;

namespace Dispatch.Domain.Tests.Records;

public class OtherEntriesTests
{
    private static readonly DateTimeOffset Noon = Scene.Noon;

    [Fact]
    public void Entries_OfADuty_AreItsBeginningAndItsEndWithTheMinutes()
    {
        var off = DutyRules.Enrol(null, Person.Profile);
        var on = DutyRules.SetDuty(off, new SetDuty(true, null, null), Noon);
        var moved = DutyRules.SetDuty(on, new SetDuty(true, Scene.Home, null), Noon.AddMinutes(10));
        var over = DutyRules.SetDuty(moved, new SetDuty(false, null, null), Noon.AddMinutes(90));

        ResponderEntries.Of(null, off, Noon).ShouldHaveSingleItem().Action.ShouldBe(RecordActions.ResponderEnrolled);
        ResponderEntries.Of(off, on, Noon).ShouldHaveSingleItem().Action.ShouldBe(RecordActions.DutyStarted);
        ResponderEntries.Of(on, moved, Noon).ShouldBeEmpty();
        var end = ResponderEntries.Of(moved, over, Noon.AddMinutes(90)).ShouldHaveSingleItem();
        (end.Action, end.Facets.Amount, end.Subject).ShouldBe((RecordActions.DutyEnded, 90L, "responder/" + off.Profile.Id));
    }

    [Fact]
    public void Entries_OfAProfile_AreWrittenOnlyWhenItChanged()
    {
        var first = DutyRules.Enrol(null, Person.Profile);
        var again = first with { Profile = Person.Profile with { Skills = [.. Person.Profile.Skills] } };

        ResponderEntries.Of(first, again, Noon).ShouldBeEmpty();
        ResponderEntries.Of(first, first with { Profile = Person.Profile with { Capacity = 3 } }, Noon)
            .ShouldHaveSingleItem().Action.ShouldBe(RecordActions.ResponderChanged);
    }

    [Fact]
    public void Entries_OfAStation_TellItsPolicyFromItsOtherFacts()
    {
        var none = new StationShards(null, new ShardCounts(8, 1));
        var opened = none.Configure(Scene.Station);
        var policy = Scene.Station.Policy;
        var longer = policy with { Ordinary = policy.Ordinary with { OfferSeconds = 300 } };
        var copied = policy with { Ordinary = policy.Ordinary with { OffersPerWave = [.. policy.Ordinary.OffersPerWave] } };

        StationEntries.Of(none, opened, Actor.System, Noon).ShouldHaveSingleItem().Action.ShouldBe(RecordActions.StationOpened);
        StationEntries.Of(opened, opened.Configure(Scene.Station with { Policy = longer }), Actor.System, Noon).ShouldHaveSingleItem().Action.ShouldBe(RecordActions.PolicyChanged);
        StationEntries.Of(opened, opened.Configure(Scene.Station with { NameEn = "Z" }), Actor.System, Noon).ShouldHaveSingleItem().Action.ShouldBe(RecordActions.StationChanged);
        StationEntries.Of(opened, opened.Configure(Scene.Station with { Policy = copied }), Actor.System, Noon).ShouldBeEmpty();
        StationEntries.Of(opened, opened.Grow(SetKind.Duty, 4), Actor.System, Noon).ShouldBeEmpty();
    }

    [Fact]
    public void Digest_OfPersonalData_TellsPartsApart()
    {
        PersonalData.Digest("ab", "c").ShouldNotBe(PersonalData.Digest("a", "bc"));
        PersonalData.Digest("a", null).ShouldNotBe(PersonalData.Digest("a", ""));
        PersonalData.Digest(null, null).ShouldBeNull();
    }
}
