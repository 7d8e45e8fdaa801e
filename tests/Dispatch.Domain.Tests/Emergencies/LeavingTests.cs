using Dispatch.Contracts.Privacy;
using Dispatch.Contracts.Requests;
using Dispatch.Domain.Emergencies;
using Shouldly;
using static Dispatch.Contracts.Emergencies.PageStep;
using static Dispatch.Domain.Tests.Emergencies.EmergencyScene;

namespace Dispatch.Domain.Tests.Emergencies;

/// <summary>Whoever an emergency no longer calls has no page of it left on the phone.</summary>
public sealed class LeavingTests
{
    [Fact]
    public void Person_WhoIsNotCalledAgain_IsToldThatItIsOverUntilThePhoneHasHeard()
    {
        var scene = new EmergencyScene().Say("lead", Acknowledged).StandDown();

        scene.Reopen(News(2, dangers: 2), Watch with { Lead = Head, Expert = null, Secondary = null });

        scene.Held.Leaving.ShouldBe(["lead", "c2", "expert"]);
        EmergencyViews.Over(scene.Held).IsOver.ShouldBeTrue();
        scene.Apply(EndingRules.Free(scene.Held, account => account == "lead")).Held.Leaving.ShouldBe(["c2", "expert"]);
        EndingRules.Free(scene.Held, _ => false).ShouldBeSameAs(scene.Held);

        // Who is called after all has a page of the own again.
        scene.Apply(PagingRules.Join(scene.Held, Of("c2"), true, Times, scene.Now));
        EndingRules.Free(scene.Held, _ => false).Leaving.ShouldBe(["expert"]);
    }

    [Fact]
    public void Phones_ThatWereFreeWhenItOpensAgain_AreToldNothing()
    {
        var scene = new EmergencyScene().StandDown();
        scene.Apply(scene.Held with { PhonesFree = true });

        scene.Reopen(News(2, dangers: 2), Watch with { Expert = null }).Held.Leaving.ShouldBeEmpty();
    }

    [Fact]
    public void Erasure_BeforeEveryPhoneWasReached_TellsThemAllTheSame_AndForgetsThemThen()
    {
        var scene = new EmergencyScene().Say("c1", OnTheWay, Back).StandDown();

        var erased = EndingRules.Erase(scene.Held, Retention.Service, scene.Now);

        erased.People.ShouldBeEmpty();
        erased.PhonesFree.ShouldBeFalse();
        erased.Leaving.Length.ShouldBe(scene.Held.People.Length);
        var free = EndingRules.Free(erased, _ => true);
        free.PhonesFree.ShouldBeTrue();
        free.Leaving.ShouldBeEmpty();
        EmergencyInvariants.Hold(erased, free);
    }

    [Fact]
    public void Row_OfBeforeOffersWereKept_TakesTheRequestsNextWordForNoStep()
    {
        var scene = new EmergencyScene().Say("c1", OnTheWay, Back).Say("c3", OnTheWay);
        var old = scene.Held with { KnowsOffers = false };

        var heard = NewsRules.Hear(old, News(2, team: [Member("c1", AssignmentState.OnSite), Member("c3", AssignmentState.Completed)]), Times, scene.Now);

        heard.Find("c1")!.IsOut.ShouldBeFalse("it came back long ago");
        heard.Find("c3")!.IsOut.ShouldBeTrue("the task was completed before it went again");
        heard.KnowsOffers.ShouldBeTrue();
        NewsRules.Hear(heard, News(3, team: Member("c1", AssignmentState.OnSite, offer: "o2")), Times, scene.Now).Find("c1")!.IsOut.ShouldBeTrue();
    }
}
