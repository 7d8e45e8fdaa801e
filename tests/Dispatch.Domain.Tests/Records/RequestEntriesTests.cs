using Dispatch.Contracts;
using Dispatch.Contracts.Records;
using Dispatch.Contracts.Requests;
using Dispatch.Domain.Records;
using Dispatch.Domain.Requests;
using Dispatch.Domain.Tests.Requests;
using Shouldly;

namespace Dispatch.Domain.Tests.Records;

public class RequestEntriesTests
{
    [Fact]
    public void Entries_OfANewRequest_SayThatItWasSubmittedByWhom()
    {
        var entry = RequestEntries.Of(null, new Scene(draft: draft => draft with { Address = "18 Palm Road" }).Request, Actor.Resident, Scene.Noon).ShouldHaveSingleItem();

        (entry.Ledger, entry.Action, entry.Subject, entry.Actor, entry.Role).ShouldBe(("zhuoda", "request.submitted", "request/r1", "resident", Role.Resident));
        (entry.Facets.Service, entry.Facets.Level, entry.Facets.With).ShouldBe(("escort", "general", "account/coordinator.zhuoda"));
        entry.Personal!.Length.ShouldBe(64);
        entry.ToString().ShouldNotContain("Palm");
    }

    [Fact]
    public void Entries_OfAnAcceptance_NameTheResponderAndTheProductApart()
    {
        var scene = new Scene().Ask("v1", "v2");
        var before = scene.Request;
        scene.Answer("v1", Answer.Accept);

        Told(before, scene, new Actor("v1", Role.Volunteer, null)).ShouldBe(
        [
            ("offer.accepted", "v1", Role.Volunteer, "responder/v1"),
            ("offer.withdrawn", "system", null, "responder/v2"),
            ("request.assigned", "v1", Role.Volunteer, null),
        ]);
    }

    [Fact]
    public void Wait_OfAResident_IsToldByTheFirstAcceptanceAlone()
    {
        var scene = new Scene().Ask("v1");
        scene.After(90);
        var before = scene.Request;
        scene.Answer("v1", Answer.Accept);
        var first = RequestEntries.Of(before, scene.Request, new Actor("v1", Role.Volunteer, null), scene.Now).First(e => e.Action == RecordActions.OfferAccepted);
        scene.HandBack("v1").Ask("v2");
        before = scene.Request;
        scene.Answer("v2", Answer.Accept);
        var second = RequestEntries.Of(before, scene.Request, new Actor("v2", Role.Volunteer, null), scene.Now).First(e => e.Action == RecordActions.OfferAccepted);

        first.Facets.Amount.ShouldBe((long)(scene.Now - scene.Request.Need.SubmittedAt).TotalSeconds);
        second.Facets.Amount.ShouldBeNull();
    }

    [Fact]
    public void Entries_OfAPersonWhoseAgeIsKnown_BearTheAgeBand()
    {
        var scene = new Scene(draft: draft => draft with { AgeBand = "70-79" });
        var submitted = RequestEntries.Of(null, scene.Request, Actor.Resident, Scene.Noon).ShouldHaveSingleItem();
        var before = scene.Request;

        submitted.Facets.AgeBand.ShouldBe("70-79");
        RequestEntries.Of(before, scene.Ask("v1").Request, Actor.System, Scene.Noon).ShouldAllBe(e => e.Facets.AgeBand == "70-79");
        RequestEntries.Of(null, new Scene().Request, Actor.Resident, Scene.Noon)[0].Facets.AgeBand.ShouldBeNull();
    }

    [Fact]
    public void Entries_OfALapse_AreTheProducts()
    {
        var scene = new Scene().Ask("v1");
        var before = scene.Request;
        scene.After(121);

        Told(before, scene, Actor.System).ShouldBe(
        [
            ("offer.lapsed", "system", null, "responder/v1"),
            ("request.wave-changed", "system", null, null),
            ("request.matching", "system", null, null),
        ]);
    }

    [Fact]
    public void Entries_OfAHandBack_SayWhoGaveBackAndThatThePromiseIsOpenAgain()
    {
        var scene = new Scene().Ask("v1").Answer("v1", Answer.Accept);
        var before = scene.Request;
        scene.HandBack("v1");

        Told(before, scene, new Actor("v1", Role.Volunteer, null)).ShouldBe(
            [("assignment.handed-back", "v1", Role.Volunteer, "responder/v1"), ("request.matching", "system", null, null)]);
    }

    [Fact]
    public void Entries_OfARaise_HoldTheLevelBeforeAndTheNewOwner()
    {
        var scene = new Scene().Ask("v1");
        var before = scene.Request;
        scene.Raise(RiskLevel.HighRisk);

        var entries = RequestEntries.Of(before, scene.Request, Scene.Coordinator, Scene.Noon);
        entries[0].Action.ShouldBe(RecordActions.RequestLevel);
        (entries[0].Facets.Level, entries[0].Facets.Amount).ShouldBe(("highRisk", 0L));
        entries.ShouldContain(e => e.Action == RecordActions.RequestOwner && e.Facets.With == "account/head.zhuoda" && e.Actor == "system");
        entries.ShouldContain(e => e.Action == RecordActions.OfferWithdrawn && e.Facets.Reason == "level-raised");
    }

    [Fact]
    public void Entries_OfAnAnswerThatWasRefusedAndForgotten_StillEndTheOffer()
    {
        var before = new Scene().Ask("v1").Request;

        RequestEntries.Of(before, before with { Offers = [] }, Actor.System, Scene.Noon).ShouldHaveSingleItem().Action.ShouldBe(RecordActions.OfferWithdrawn);
    }

    [Fact]
    public void Entries_OfSealedWordsOpened_SayByWhomAndNotWhy()
    {
        var before = new Scene().Request;
        var opening = new Opening(1, "head.zhuoda", Role.StationHead, Scene.Noon, Scene.Noon.AddMinutes(15), "The ambulance asks.", Told: false);

        var entry = RequestEntries.Of(before, before with { Openings = [opening] }, new Actor("head.zhuoda", Role.StationHead, "zhuoda"), Scene.Noon)
            .ShouldHaveSingleItem();

        (entry.Action, entry.Actor, entry.Facets.Amount).ShouldBe((RecordActions.SealedOpened, "head.zhuoda", 1L));
        entry.ToString().ShouldNotContain("ambulance");
    }

    [Fact]
    public void Entries_OfWhatNobodyDecided_DoNotExist()
    {
        var scene = new Scene().Ask("v1");
        var before = scene.Request;

        RequestEntries.Of(before, scene.Hold("v1").Request with { Version = 9, MatchAt = null }, Actor.System, Scene.Noon).ShouldBeEmpty();
    }

    private static List<(string, string, Role?, string?)> Told(Request before, Scene scene, Actor by) =>
        [.. RequestEntries.Of(before, scene.Request, by, scene.Now).Select(e => (e.Action, e.Actor, e.Role, e.Facets.With))];
}
