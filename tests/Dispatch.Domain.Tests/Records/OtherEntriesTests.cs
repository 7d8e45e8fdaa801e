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

        ResponderEntries.Of(null, off, Actor.System, Noon).ShouldHaveSingleItem().Action.ShouldBe(RecordActions.ResponderEnrolled);
        ResponderEntries.Of(off, on, Actor.System, Noon).ShouldHaveSingleItem().Action.ShouldBe(RecordActions.DutyStarted);
        var allowed = ResponderEntries.Of(on, moved, Actor.System, Noon).ShouldHaveSingleItem();
        (allowed.Action, allowed.Facets.Reason).ShouldBe((RecordActions.ConsentGiven, "position"));
        var again = DutyRules.SetDuty(moved, new SetDuty(true, Person.Home, null), Noon.AddMinutes(20));
        ResponderEntries.Of(moved, again, Actor.System, Noon).ShouldBeEmpty();
        var end = ResponderEntries.Of(moved, over, Actor.System, Noon.AddMinutes(90)).ShouldHaveSingleItem();
        (end.Action, end.Facets.Amount, end.Subject).ShouldBe((RecordActions.DutyEnded, 90L, "responder/" + off.Profile.Id));
    }

    [Fact]
    public void Entries_OfAnEnrolment_NameWhoEntered()
    {
        var known = DutyRules.Enrol(null, Person.Profile);
        var self = new Actor(known.Profile.Id, Role.Volunteer, "zhuoda");

        var entry = ResponderEntries.Of(null, known, self, Noon).ShouldHaveSingleItem();
        var byProduct = ResponderEntries.Of(null, known, Actor.System with { }, Noon).ShouldHaveSingleItem();

        (entry.Actor, entry.Role).ShouldBe((self.Account, Role.Volunteer));
        (byProduct.Actor, byProduct.Role).ShouldBe(("system", null));
    }

    [Fact]
    public void Entries_OfAnExport_SayWhoTookHowMany()
    {
        var entry = StationEntries.Exported("zhuoda", new Actor("head.zhuoda", Role.StationHead, "zhuoda"), 42, Noon);

        (entry.Ledger, entry.Action, entry.Actor, entry.Role, entry.Subject, entry.Facets.Amount)
            .ShouldBe(("zhuoda", "insight.exported", "head.zhuoda", Role.StationHead, "station/zhuoda", 42L));
    }

    [Fact]
    public void Entries_OfAProfile_AreWrittenOnlyWhenItChanged()
    {
        var first = DutyRules.Enrol(null, Person.Profile);
        var again = first with { Profile = Person.Profile with { Skills = [.. Person.Profile.Skills] } };

        ResponderEntries.Of(first, again, Actor.System, Noon).ShouldBeEmpty();
        ResponderEntries.Of(first, first with { Profile = Person.Profile with { Capacity = 3 } }, Actor.System, Noon)
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
    public void Entries_OfAnAgreement_NameTheOtherStationWhenItIsMadeAndWhenItEnds()
    {
        var admin = new Actor("admin", Role.Admin, null);
        var open = new StationShards(null, new ShardCounts(8, 1)).Configure(Scene.Station);
        var made = ShareRules.Share(open, new ShareBoard(admin, "fucheng", true)).Next!;
        var ended = ShareRules.Share(made, new ShareBoard(admin, "fucheng", false)).Next!;

        var making = StationEntries.Of(open, made, admin, Noon).ShouldHaveSingleItem();
        var ending = StationEntries.Of(made, ended, admin, Noon).ShouldHaveSingleItem();

        (making.Action, making.Actor, making.Role, making.Facets.With).ShouldBe(("station.shared", "admin", Role.Admin, "station/fucheng"));
        (ending.Action, ending.Facets.With).ShouldBe(("station.unshared", "station/fucheng"));
        StationEntries.Of(made, made.Configure(Scene.Station with { NameEn = "Z" }), admin, Noon).ShouldHaveSingleItem().Action.ShouldBe(RecordActions.StationChanged);
    }

    [Fact]
    public void Digest_OfPersonalData_TellsPartsApart()
    {
        PersonalData.Digest("ab", "c").ShouldNotBe(PersonalData.Digest("a", "bc"));
        PersonalData.Digest("a", null).ShouldNotBe(PersonalData.Digest("a", ""));
        PersonalData.Digest(null, null).ShouldBeNull();
    }
}
