using Dispatch.Contracts;
using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Responders;
using Dispatch.Domain.Responders;

namespace Dispatch.Domain.Tests.Responders;

public class DutyRulesTests
{
    private static readonly GeoPoint FarAway = new(22.73, 114.02);

    [Fact]
    public void Duty_TakenUpAtAPlace_IsKeptCoarseAndDroppedAtItsEnd()
    {
        var person = new Person().OnDuty(new GeoPoint(18.271234, 109.525678));

        Assert.Equal(new GeoPoint(18.271, 109.526), person.Self.Card().Position);
        Assert.Equal(Person.Home, person.OffDuty().Self.Card().Position);
    }

    [Fact]
    public void Duty_RepeatedElsewhere_KeepsItsStart()
    {
        var person = new Person().OnDuty().After(TimeSpan.FromHours(1)).OnDuty(FarAway);

        Assert.Equal(Person.Noon, person.Self.ByHand!.Since);
        Assert.Equal(FarAway, person.Self.ByHand.Position);
    }

    [Fact]
    public void Duty_RepeatedUnchanged_IsNoChange()
    {
        var person = new Person().OnDuty();
        var before = person.Self;

        Assert.Same(before, person.After(TimeSpan.FromMinutes(1)).OnDuty().Self);
    }

    [Fact]
    public void Zones_AfterAMove_IncludeThoseLeftUntilTidied()
    {
        var person = new Person().OnDuty();
        var first = DutyRules.ZonesNow(person.Self);
        person.OnDuty(FarAway);

        Assert.Equal(first.Union(DutyRules.ZonesNow(person.Self)).Order(StringComparer.Ordinal), person.Self.Zones);
        Assert.True(DutyRules.ZonesNow(person.Self).SequenceEqual(DutyRules.Tidy(person.Self).Zones));
    }

    [Fact]
    public void Zones_OfSomebodyWhoCannotBeAsked_AreNone()
    {
        Assert.Empty(DutyRules.ZonesNow(new Person().Self));
        Assert.NotEmpty(DutyRules.ZonesNow(new Person(WithHours).Self));
        Assert.Contains("remote:zhuoda", DutyRules.ZonesNow(new Person(profile => WithHours(profile) with { RemoteToo = true }).Self));
    }

    [Fact]
    public void Enrolment_RepeatedAfterAJourney_IsNoChange()
    {
        var person = new Person();
        var travelled = Person.Profile with { Skills = [.. Person.Profile.Skills], Languages = [.. Person.Profile.Languages] };

        Assert.Same(person.Self, DutyRules.Enrol(person.Self, travelled));
        Assert.NotSame(person.Self, DutyRules.Enrol(person.Self, travelled with { Skills = [] }));
    }

    [Fact]
    public void Enrolment_WithFewerPlacesThanTaken_IsRefused()
    {
        var person = new Person().OnDuty().Takes("o1").Asked("o2");

        Assert.Equal(RefusalCode.ResponderFull, Fault(Person.Profile with { Capacity = 1 }, person.Self)!.Code);
        Assert.Null(Fault(Person.Profile with { Capacity = 3 }, person.Self));
    }

    [Fact]
    public void Enrolment_OfAFaultyProfile_IsRefused()
    {
        Assert.Equal(RefusalCode.InputInvalid, Fault(Person.Profile with { Id = "somebody" })!.Code);
        Assert.Equal(RefusalCode.InputInvalid, Fault(Person.Profile with { Kind = ResponderKind.Counsellor })!.Code);
        Assert.Equal(RefusalCode.InputInvalid, Fault(Person.Profile with { Capacity = 0 })!.Code);
        Assert.Equal(RefusalCode.InputInvalid, Fault(Person.Profile with { Skills = default })!.Code);
        Assert.Equal(RefusalCode.InputInvalid, Fault(Person.Profile with { TimeZone = "Sanya" })!.Code);
        Assert.Equal(RefusalCode.PlaceInvalid, Fault(Person.Profile with { Home = new GeoPoint(double.NaN, 0) })!.Code);
        Assert.Null(Fault(Person.Profile));
    }

    [Fact]
    public void View_OfAResponder_ShowsOnlyConfirmedOffersThatCanBeAnswered()
    {
        var person = new Person().OnDuty().Asked("o1").Asked("o2");

        Assert.Equal(["o2"], ResponderViews.Of(person.Self, id => id == "o2", person.Now).Offers.Select(offer => offer.Id));
        Assert.Empty(ResponderViews.Of(person.Self, _ => true, person.Now.AddSeconds(120)).Offers);
    }

    [Fact]
    public void View_OnceATaskIsWithdrawn_ShowsItNoMore()
    {
        var person = new Person().OnDuty().Takes("o1");

        Assert.Equal("2-301", Assert.Single(ResponderViews.Of(person.Self, _ => true, person.Now).Tasks).Address);
        Assert.Empty(ResponderViews.Of(person.Hears("o1", OfferState.Withdrawn).Self, _ => true, person.Now).Tasks);
    }

    private static Refusal? Fault(ResponderProfile profile, Responder? held = null) =>
        ProfileCheck.Fault(Person.Profile.Id, ResponderKind.Volunteer, profile, held);

    private static ResponderProfile WithHours(ResponderProfile profile) =>
        profile with { Calendar = new Availability([new WeeklyHours(DayOfWeek.Monday, 480, 720)], [], []) };
}
