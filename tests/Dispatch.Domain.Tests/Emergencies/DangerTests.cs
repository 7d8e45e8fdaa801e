using Dispatch.Contracts;
using Dispatch.Contracts.Care;
using Dispatch.Contracts.Emergencies;
using Dispatch.Contracts.Requests;
using Dispatch.Domain.Emergencies;
using Dispatch.Domain.Privacy;
using Dispatch.Domain.Requests;
using Shouldly;
using static Dispatch.Domain.Tests.Emergencies.EmergencyScene;
using Scene = Dispatch.Domain.Tests.Requests.Scene;

namespace Dispatch.Domain.Tests.Emergencies;

/// <summary>Whoever speaks of danger, whatever the request is by then and whatever became of its emergency: afterwards one is open and pages somebody.</summary>
public sealed class DangerTests
{
    private static readonly string[] States = ["matching", "offered", "assigned", "unfilled", "completed", "confirmed", "cancelled", "referred", "erased"];

    private static readonly string[] Voices = ["resident", "volunteer", "counsellor", "coordinator", "head", "chat", "screening", "case", "case-again"];

    public static TheoryData<string, string, string, bool> Table()
    {
        var all = new TheoryData<string, string, string, bool>();
        foreach (var state in States)
        {
            foreach (var voice in Voices)
            {
                foreach (var before in new[] { "none", "open", "stood-down" })
                {
                    all.Add(state, voice, before, true);
                    all.Add(state, voice, before, false);
                }
            }
        }

        return all;
    }

    [Theory]
    [MemberData(nameof(Table))]
    public void Danger_SpokenOf_OpensAnEmergencyThatPagesSomebody(string state, string voice, string before, bool wasHigh)
    {
        var request = In(state, wasHigh);
        var emergency = before == "none" ? null : OpeningRules.Open(NewsOf(request), Units, Watch, Times, Noon) with { Version = 1 };
        emergency = before == "stood-down" ? LeadRules.StandDown(emergency!, new StandDown(Of(Head), Outcome.NoDanger, "平安"), false, Times, Noon).Next! : emergency;
        emergency = emergency is null ? null : Calm(emergency);

        var spoken = Speak(request, voice) with { Version = request.Version + 1 };
        RequestInvariants.Hold(spoken);
        var news = NewsOf(spoken);
        EmergencyNewsRules.Concerns(spoken).ShouldBeTrue();
        var after = OpeningRules.Wants(emergency, news)
            ? emergency is null ? OpeningRules.Open(news, Units, Watch, Times, Noon) : OpeningRules.Reopen(emergency, news, Units, Watch, Times, Noon)
            : NewsRules.Hear(emergency.ShouldNotBeNull(), news, Times, Noon);

        EmergencyInvariants.Hold(emergency, after);
        after.IsOpen.ShouldBeTrue();
        after.Danger.ShouldBe(spoken.Dangers);
        after.People.ShouldContain(each => EmergencyViews.Page(after, each).Rings);
        OpeningRules.Wants(after, news).ShouldBeFalse("the same word opens nothing twice");
    }

    [Fact]
    public void Danger_OnARequestThatHasEnded_TellsItsCaseToo()
    {
        var ended = In("confirmed", high: false);

        var spoken = CareRules.Follow(ended, Speak(ended, "coordinator"), null, Scene.Coordinator, Noon);

        spoken.Care.Select(news => news.Kind).ShouldBe([CareNewsKind.Asked, CareNewsKind.Ended]);
        spoken.Care[0].Level.ShouldBe(RiskLevel.HighRisk);
    }

    [Fact]
    public void Danger_OnAnErasedRequest_IsCountedAndItsWordsAreNotKept()
    {
        var spoken = Speak(In("erased", high: false), "coordinator");

        spoken.Dangers.ShouldBe(1);
        spoken.Timeline.ShouldAllBe(entry => entry.Note == null);
    }

    [Fact]
    public void Danger_OfTheCase_IsCountedOnceHoweverOftenItIsTold()
    {
        var request = In("completed", high: true);
        var told = new CaseLevel(RiskLevel.HighRisk, true, 3, 1);

        var once = CareRules.Hear(request, told, null, Scene.Station, Noon);

        once.Dangers.ShouldBe(request.Dangers + 1);
        CareRules.Hear(once, told, null, Scene.Station, Noon).ShouldBeSameAs(once);
        CareRules.Hear(once, told with { Version = 4 }, null, Scene.Station, Noon).Dangers.ShouldBe(once.Dangers);
    }

    [Fact]
    public void Confirmation_OfTheLevelThatStands_OpensNothingAgain()
    {
        var request = In("completed", high: true);

        CareRules.Hear(request, new CaseLevel(RiskLevel.HighRisk, true, 2, 0), null, Scene.Station, Noon).Dangers.ShouldBe(request.Dangers);
    }

    [Fact]
    public void OldEmergency_OfBeforeDangersWereCounted_StaysStoodDownWhenItsRequestSpeaksOfItself()
    {
        var ended = new EmergencyScene(Watch).StandDown().Held with { Danger = 0 };

        OpeningRules.Wants(ended, News(9, dangers: 0)).ShouldBeFalse();
        OpeningRules.Wants(null, News(9, running: false, dangers: 0)).ShouldBeFalse();
        OpeningRules.Wants(ended, News(9, running: false, dangers: 1)).ShouldBeTrue();
    }

    private static RequestNews NewsOf(Request request) => EmergencyNewsRules.News(request);

    /// <summary>Everybody has answered, so that what rings afterwards rings for the new word.</summary>
    private static Emergency Calm(Emergency held) => held with
    {
        People = [.. held.People.Select(each => each with { NextAt = null, AcknowledgedAt = Noon })],
        Alarms = [],
        WideAt = null,
        PhonesFree = !held.IsOpen,
    };

    private static Request In(string state, bool high)
    {
        var scene = new Scene("escort", draft => draft with { RiskCue = high });
        scene.To(scene.Request with { Version = 1 });
        var asked = () => high ? scene.Ask(ResponderKind.Counsellor, "c1", "c3") : scene.Ask("an");
        return state switch
        {
            "matching" => scene.Request,
            "offered" => asked().Request,
            "unfilled" => scene.Request with { State = RequestState.Unfilled },
            "completed" => Completed(scene, high),
            "confirmed" => scene.To(Closed(Completed(scene, high), RequestState.Confirmed)).Request,
            "cancelled" => Closed(scene.Request, RequestState.Cancelled),
            "referred" => Closed(scene.Request, RequestState.Referred),
            "erased" => ErasureRules.Erase(Closed(scene.Request, RequestState.Cancelled), Actor.Resident, Noon).Next!,
            _ => high ? asked().Answer("c1", Answer.Accept, crisis: true).Answer("c3", Answer.Accept, crisis: true).Request : asked().Answer("an", Answer.Accept).Request,
        };
    }

    private static Request Completed(Scene scene, bool high) => high
        ? scene.Ask(ResponderKind.Counsellor, "c1", "c3").Answer("c1", Answer.Accept, crisis: true).Report("c1", ProgressStep.Completed).Request
        : scene.Ask("an").Answer("an", Answer.Accept).Report("an", ProgressStep.Completed).Request;

    private static Request Closed(Request request, RequestState state) =>
        request with { State = state, Deadline = null, MatchAt = null, Offers = [], Assignments = state == RequestState.Confirmed ? request.Assignments : [] };

    private static Request Speak(Request request, string voice)
    {
        Request Raise(Role role, params string[] codes) => DangerRules.Raise(
            request, new RaiseLevel(new Actor("somebody", role, "zhuoda"), RiskLevel.HighRisk, codes.Length > 0 ? "" : "他说不想活了") { Codes = [.. codes] },
            Scene.Catalogue.Find("escort"), Scene.Station, Noon).Next.ShouldNotBeNull();
        return voice switch
        {
            "resident" => Raise(Role.Resident),
            "volunteer" => Raise(Role.Volunteer),
            "counsellor" => Raise(Role.Counsellor),
            "head" => Raise(Role.StationHead),
            "chat" => Raise(Role.Admin, "cue.intent"),
            "screening" => Raise(Role.Admin, "screening.phq-9"),
            "case" => CareRules.Hear(request, new CaseLevel(RiskLevel.HighRisk, false, 2, 1), null, Scene.Station, Noon),
            "case-again" => CareRules.Hear(request with { CareLevel = 2 }, new CaseLevel(RiskLevel.HighRisk, true, 2, 1), null, Scene.Station, Noon),
            _ => Raise(Role.Coordinator),
        };
    }
}
