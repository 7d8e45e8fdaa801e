using Dispatch.Contracts;
using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Responders;
using Dispatch.Domain.Responders;

namespace Dispatch.Domain.Tests.Responders;

public class OfferRulesTests
{
    [Fact]
    public void Hold_WithRoom_ReservesAPlaceAndCountsTheCall()
    {
        var person = new Person().OnDuty().Asked("o1");

        Assert.Null(person.Refused);
        Assert.True(person.Self.Holds("o1"));
        Assert.Equal((1, 1, 1), (person.Self.Load, person.Self.Calls, person.Self.AlertsThisWeek));
        Assert.Equal(person.Now, person.Self.LastCallAt);
    }

    [Fact]
    public void Hold_ForAnotherDay_HasRoomThoughTodayIsTaken()
    {
        var person = new Person(profile => profile with { Capacity = 1 }).OnDuty().Takes("o1");
        var tomorrow = Person.Send("o2", "r-o2", person.Now);
        tomorrow = tomorrow with
        {
            Offer = tomorrow.Offer with { StartsAt = person.Now.AddDays(1) },
            Query = tomorrow.Query with { StartsAt = person.Now.AddDays(1), Calm = true },
        };

        var (next, refused) = OfferRules.Hold(person.Self, tomorrow, person.Now);

        Assert.Null(refused);
        Assert.Equal(2, ResponderInvariants.Assert(next).Load);
        var third = tomorrow with { Offer = tomorrow.Offer with { Id = "o3", RequestId = "r-o3" } };
        Assert.Equal(RefusalCode.ResponderFull, OfferRules.Hold(next, third, person.Now).Refused);
    }

    [Fact]
    public void Hold_WithAllPlacesTaken_IsRefusedAsFull()
    {
        var person = new Person().OnDuty().Takes("o1").Asked("o2").Asked("o3");

        Assert.Equal(RefusalCode.ResponderFull, person.Refused);
        Assert.Equal(2, person.Self.Load);
    }

    [Fact]
    public void Hold_ASecondOfferOfOneRequest_IsRefused()
    {
        Assert.Equal(RefusalCode.ResponderIneligible, new Person().OnDuty().Asked("o1", "r1").Asked("o2", "r1").Refused);
        Assert.Equal(RefusalCode.ResponderIneligible, new Person().OnDuty().Takes("o1").Asked("o2", "r-o1").Refused);
    }

    [Fact]
    public void Hold_OffDutyWithoutCalendar_IsRefusedAsAwayUnlessChosenByHand()
    {
        Assert.Equal(RefusalCode.ResponderAway, new Person().Asked("o1").Refused);
        Assert.Null(new Person().Asked("o1", byHand: true).Refused);
    }

    [Fact]
    public void Hold_WithTheWeeklyBudgetSpent_IsRefusedAsQuietUntilNextWeek()
    {
        var person = new Person(profile => profile with { AlertsPerWeek = 1 }).OnDuty().Asked("o1").Hears("o1", OfferState.Declined);

        Assert.Equal(RefusalCode.ResponderQuiet, person.Asked("o2").Refused);
        Assert.Null(person.After(TimeSpan.FromDays(7)).Asked("o3").Refused);
        Assert.Equal(1, person.Self.AlertsThisWeek);
    }

    [Fact]
    public void Hold_HighRiskForAVolunteer_IsRefusedEvenByHand() =>
        Assert.Equal(RefusalCode.ResponderIneligible, new Person().OnDuty().Asked("o1", level: RiskLevel.HighRisk, byHand: true).Refused);

    [Fact]
    public void Hold_WithoutTheSkill_IsRefusedForTheGravestReason() =>
        Assert.Equal(RefusalCode.ResponderIneligible, new Person().Asked("o1", skill: new SkillLevel("first-aid", 1)).Refused);

    [Theory]
    [InlineData(OfferState.Pending, null, true, 0, null)]
    [InlineData(OfferState.Accepted, AssignmentState.Accepted, false, 1, OfferState.Accepted)]
    [InlineData(OfferState.Accepted, AssignmentState.Withdrawn, false, 0, OfferState.Withdrawn)]
    [InlineData(OfferState.Accepted, null, false, 0, OfferState.Withdrawn)]
    [InlineData(OfferState.Declined, null, false, 0, OfferState.Declined)]
    [InlineData(OfferState.Lapsed, null, false, 0, OfferState.Lapsed)]
    [InlineData(OfferState.Withdrawn, null, false, 0, OfferState.Withdrawn)]
    public void Word_OnAHeldOffer_DecidesItAndARepetitionChangesNothing(
        OfferState state, AssignmentState? task, bool held, int standing, OfferState? pushed)
    {
        var person = new Person().OnDuty().Asked("o1").Hears("o1", state, task);

        Assert.Equal(held, person.Self.Holds("o1"));
        Assert.Equal(standing, person.Self.Standing.Length);
        Assert.Equal(pushed, person.Pushed?.State);

        var before = person.Self;
        Assert.Same(before, person.Hears("o1", state, task).Self);
        Assert.Null(person.Pushed);
    }

    [Theory]
    [InlineData(OfferState.Pending, null, 1)]
    [InlineData(OfferState.Accepted, AssignmentState.OnSite, 1)]
    [InlineData(OfferState.Accepted, AssignmentState.Completed, 0)]
    [InlineData(OfferState.Withdrawn, AssignmentState.NoShow, 0)]
    [InlineData(OfferState.Withdrawn, null, 0)]
    [InlineData(OfferState.Lapsed, null, 0)]
    public void Word_OnAStandingTask_KeepsOrEndsIt(OfferState state, AssignmentState? task, int standing)
    {
        var person = new Person().OnDuty().Takes("o1").Hears("o1", state, task);

        Assert.Equal(standing, person.Self.Standing.Length);
        Assert.Equal(1 - standing, person.Self.Past.Length);
    }

    [Theory]
    [InlineData(OfferState.Pending)]
    [InlineData(OfferState.Accepted)]
    [InlineData(OfferState.Declined)]
    [InlineData(OfferState.Lapsed)]
    [InlineData(OfferState.Withdrawn)]
    public void Word_OnAnOfferNeverHeld_ChangesNothing(OfferState state)
    {
        var person = new Person().OnDuty();
        var before = person.Self;

        Assert.Same(before, person.Hears("o9", state, AssignmentState.Accepted).Self);
    }

    [Theory]
    [InlineData(OfferState.Lapsed, Answer.Accept, RefusalCode.OfferLapsed)]
    [InlineData(OfferState.Lapsed, Answer.Decline, RefusalCode.OfferLapsed)]
    [InlineData(OfferState.Withdrawn, Answer.Accept, RefusalCode.OfferWithdrawn)]
    [InlineData(OfferState.Declined, Answer.Accept, RefusalCode.OfferDeclined)]
    [InlineData(OfferState.Declined, Answer.Decline, null)]
    public void Answer_ToAnOfferThatIsOver_IsToldWhatBecameOfIt(OfferState state, Answer answer, RefusalCode? code)
    {
        var person = new Person().OnDuty().Asked("o1").Hears("o1", state);

        var reply = OfferRules.AnswerTo(person.Self, new AnswerOffer("o1", answer, null, null), person.Now);


        Assert.Equal(code, reply!.Refused?.Code);
        Assert.Equal((state, code), (reply.Value!.State, reply.Value.Code));
    }

    [Fact]
    public void Answer_ToAnOfferTakenBySomebodyElse_SaysSo()
    {
        var person = new Person().OnDuty().Asked("o1").Hears("o1", OfferState.Withdrawn, code: RefusalCode.OfferTaken);

        var reply = OfferRules.AnswerTo(person.Self, new AnswerOffer("o1", Answer.Accept, null, null), person.Now);

        Assert.Equal(RefusalCode.OfferTaken, reply!.Refused!.Code);
    }

    [Fact]
    public void Answer_AcceptedAgain_GivesTheSameWithoutACode()
    {
        var person = new Person().OnDuty().Takes("o1");

        var reply = OfferRules.AnswerTo(person.Self, new AnswerOffer("o1", Answer.Accept, null, null), person.Now);

        Assert.Null(reply!.Refused);
        Assert.Equal((OfferState.Accepted, null), (reply.Value!.State, reply.Value.Code));
    }

    [Fact]
    public void Answer_ToAHeldOffer_IsLeftToTheRequest()
    {
        var person = new Person().OnDuty().Asked("o1").After(TimeSpan.FromHours(1));

        Assert.Null(OfferRules.AnswerTo(person.Self, new AnswerOffer("o1", Answer.Accept, null, null), person.Now));
    }

    [Fact]
    public void Answer_LaterWithoutATimeAhead_IsRefused()
    {
        var person = new Person().OnDuty().Asked("o1");

        foreach (var at in new DateTimeOffset?[] { null, person.Now, person.Now.AddDays(61) })
        {
            var reply = OfferRules.AnswerTo(person.Self, new AnswerOffer("o1", Answer.Later, null, at), person.Now);
            Assert.Equal(RefusalCode.TimeInvalid, reply!.Refused!.Code);
        }

        Assert.Null(OfferRules.AnswerTo(person.Self, new AnswerOffer("o1", Answer.Later, null, person.Now.AddHours(4)), person.Now));
    }

    [Fact]
    public void Answer_ToAForeignOffer_IsUnknown() =>
        Assert.Equal(
            RefusalCode.OfferUnknown,
            OfferRules.AnswerTo(new Person().Self, new AnswerOffer("o1", Answer.Accept, null, null), Person.Noon)!.Refused!.Code);

    [Fact]
    public void Places_UnderAnyOrderOfEvents_AreNeverExceeded()
    {
        var dice = new Random(20260107);
        for (var life = 0; life < 50; life++)
        {
            var person = new Person(profile => profile with { Capacity = 1 + life % 4 }).OnDuty();
            for (var step = 0; step < 200; step++)
            {
                var offer = "o" + dice.Next(12);
                _ = dice.Next(4) switch
                {
                    0 => person.Asked(offer),
                    1 => person.Hears(offer, (OfferState)dice.Next(5), dice.Next(2) == 0 ? null : (AssignmentState)dice.Next(7)),
                    2 => person.After(TimeSpan.FromSeconds(dice.Next(100))),
                    _ => person.Hears(offer, OfferState.Accepted, AssignmentState.Accepted),
                };
                Assert.InRange(person.Self.Load, 0, person.Self.Profile.Capacity);
                Assert.InRange(person.Self.Ended.Length, 0, ResponderLimits.Ended);
            }
        }
    }
}
