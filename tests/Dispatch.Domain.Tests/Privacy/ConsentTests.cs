using Dispatch.Contracts;
using Dispatch.Contracts.Privacy;
using Dispatch.Contracts.Records;
using Dispatch.Contracts.Requests;
using Dispatch.Domain.Privacy;
using Dispatch.Domain.Records;
using Dispatch.Domain.Requests;
using Dispatch.Domain.Responders;
using Dispatch.Domain.Tests.Requests;
using Dispatch.Domain.Tests.Responders;
using Shouldly;

namespace Dispatch.Domain.Tests.Privacy;

/// <summary>Consent for each purpose: enforced where the purpose is used.</summary>
public class ConsentTests
{
    private static readonly Consent No = new(Purpose.Neighbours, Given: false);

    [Fact]
    public void Neighbours_AfterTheResidentTookTheConsentBack_AreNotAsked()
    {
        var scene = new Scene();
        Asked(scene).ShouldContain("fucheng");

        scene.To(ConsentRules.Set(scene.Request, No, scene.Now));

        Asked(scene).ShouldBe(["zhuoda"]);
        scene.To(ConsentRules.Set(scene.Request, No with { Given = true }, scene.Now));
        Asked(scene).ShouldContain("fucheng");
    }

    [Fact]
    public void Neighbours_WhereLifeIsInDanger_AreAskedWithoutConsent()
    {
        var scene = new Scene();
        scene.To(ConsentRules.Set(scene.Request, No, scene.Now)).Raise(RiskLevel.HighRisk);

        Asked(scene).ShouldContain("fucheng");
    }

    [Fact]
    public void Consent_TakenBack_WithdrawsOffersAtOtherStationsAndIsEntered()
    {
        var scene = new Scene().Ask("a");
        var elsewhere = scene.Offer("a") with { StationId = "fucheng" };
        scene.To(scene.Request with { Offers = [elsewhere] });
        var before = scene.Request;

        scene.To(ConsentRules.Set(before, No, scene.Now));

        (scene.Offer("a").State, scene.Offer("a").Reason).ShouldBe((OfferState.Withdrawn, ConsentRules.Withdrawn));
        RequestEntries.Of(before, scene.Request, Actor.Resident, scene.Now)
            .ShouldContain(entry => entry.Action == RecordActions.ConsentWithdrawn && entry.Facets.Reason == "neighbours" && entry.Actor == "resident");
        ConsentRules.Set(scene.Request, No, scene.Now).Next.ShouldBeSameAs(scene.Request);
    }

    [Fact]
    public void Position_AfterTheConsentWasTakenBack_IsGoneAndTheHomeCounts()
    {
        var person = new Person().OnDuty(new GeoPoint(18.301, 109.444));

        var after = ConsentRules.Set(person.Self, new Consent(Purpose.Position, Given: false)).Next!;

        (after.ByHand!.Position, after.ByHand.PlacedAt, after.PositionAllowed).ShouldBe((DutyRules.Coarse(Person.Home), null, false));
        ResponderEntries.Of(person.Self, after, Actor.System, Person.Noon).ShouldHaveSingleItem().Action.ShouldBe(RecordActions.ConsentWithdrawn);
    }

    [Fact]
    public void Position_OfADutyWithoutEnd_IsForgottenAfterItsTime()
    {
        var self = new Person().OnDuty(new GeoPoint(18.301, 109.444)).Self;

        DutyRules.Forget(self, Person.Noon.AddHours(-1)).ShouldBeSameAs(self);
        var after = DutyRules.Forget(self, Person.Noon);

        (after.ByHand!.Position, after.ByHand.Since).ShouldBe((DutyRules.Coarse(Person.Home), self.ByHand!.Since));
        after.Zones.Length.ShouldBeGreaterThanOrEqualTo(self.Zones.Length, "Zones left behind are told to let go.");
    }

    [Fact]
    public void Purpose_OfSomebodyElse_IsRefused()
    {
        ConsentRules.Set(new Scene().Request, new Consent(Purpose.Position, true), Scene.Noon).Refused!.Code.ShouldBe(RefusalCode.InputInvalid);
        ConsentRules.Set(new Person().Self, new Consent(Purpose.Neighbours, true)).Refused!.Code.ShouldBe(RefusalCode.InputInvalid);
    }

    /// <summary>Stations whose people the widest wave asks.</summary>
    private static IEnumerable<string> Asked(Scene scene) =>
        MatchPlan.Queries(scene.Request, scene.Service, Scene.Station, MatchPlan.Waves(scene.Request, Scene.Station), scene.Now)
            .SelectMany(query => query.Query.Stations).Distinct();
}
