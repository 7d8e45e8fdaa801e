using Dispatch.Contracts;
using Dispatch.Contracts.Requests;
using Dispatch.Domain.Requests;

namespace Dispatch.Domain.Tests.Requests;

/// <summary>Words of psychological services, and of anything above General, are not for dispatch (G01).</summary>
public class RequestViewsTests
{
    private const string Words = "the stairs are hard for her";

    [Fact]
    public void Staff_OfAPsychologicalRequest_ReadNeitherTheResidentsNorTheRespondersWords()
    {
        var scene = new Scene("counselling").Ask(ResponderKind.Counsellor, "li", "wu").Answer("li", Answer.Decline, note: Words);
        scene.Answer("wu", Answer.Accept).Report("wu", ProgressStep.Completed);
        scene.To(ProgressRules.Confirm(scene.Request, new ConfirmRequest(true, Words), Scene.Station, scene.Now));

        var view = RequestViews.Staff(scene.Request, scene.Service, Scene.Station);

        Assert.Null(view.CloseReason);
        Assert.DoesNotContain(view.Offers, offer => offer.Reason == Words);
        Assert.DoesNotContain(RequestViews.Timeline(scene.Request, scene.Service, Scene.Coordinator), entry => entry.Note == Words);
    }

    [Fact]
    public void Staff_OfAPracticalRequest_ReadWhyItEnded()
    {
        var scene = new Scene().Ask("an").Answer("an", Answer.Decline, note: "at work");
        scene.To(StaffRules.Cancel(scene.Request, new CancelRequest(Actor.Resident, "my son came"), scene.Now));

        var view = RequestViews.Staff(scene.Request, scene.Service, Scene.Station);

        Assert.Equal(("my son came", "at work"), (view.CloseReason, view.Offers[0].Reason));
        Assert.Contains(RequestViews.Timeline(scene.Request, scene.Service, Scene.Coordinator), entry => entry.Note == "my son came");
    }

    [Fact]
    public void Timeline_OfASealedRequest_KeepsNamesAndTheReasonsOfStaff()
    {
        var scene = new Scene("counselling").Ask(ResponderKind.Counsellor, "wu").Answer("wu", Answer.Accept).HandBack("wu");
        scene.To(StaffRules.Cancel(scene.Request, new CancelRequest(Scene.Coordinator, "entered twice"), scene.Now));

        var notes = RequestViews.Timeline(scene.Request, scene.Service, Scene.Coordinator).Select(entry => (entry.What, entry.Note)).ToList();

        Assert.Contains(("accepted", "Name of wu"), notes);
        Assert.Contains(("cancelled", "entered twice"), notes);
        Assert.Contains(("handed-back", null), notes);
    }

    [Fact]
    public void Task_OfAVolunteerBesideACounsellor_TellsThePlaceButNotTheSealedWords()
    {
        var scene = new Scene(draft: d => d with { Description = Words, Address = "2-301" }).Ask("an").Answer("an", Answer.Accept);
        Assert.Equal(Words, scene.Verdict("an").Task!.Description);

        scene.Raise(RiskLevel.Serious).Ask(ResponderKind.Counsellor, "wu").Answer("wu", Answer.Accept);

        Assert.Equal((null, "2-301"), (scene.Verdict("an").Task!.Description, scene.Verdict("an").Task!.Address));
        Assert.Equal(Words, scene.Verdict("wu").Task!.Description);
    }

    [Theory]
    [InlineData(Role.Counsellor, Role.StationHead, null)]
    [InlineData(Role.Volunteer, Role.StationHead, null)]
    [InlineData(Role.Coordinator, Role.StationHead, Words)]
    [InlineData(Role.StationHead, Role.StationHead, Words)]
    [InlineData(Role.Coordinator, Role.Coordinator, null)]
    [InlineData(Role.StationHead, Role.Coordinator, null)]
    [InlineData(Role.StationHead, Role.Admin, null)]
    public void Timeline_OfARaisedRequest_TellsStaffsReasonToTheHeadAloneAndThatItRoseToAll(Role raised, Role reads, string? shown)
    {
        foreach (var to in new[] { RiskLevel.Serious, RiskLevel.HighRisk })
        {
            var scene = new Scene();
            var raise = new RaiseLevel(new Actor("who", raised, "zhuoda"), to, Words);
            scene.To(DangerRules.Raise(scene.Request, raise, scene.Service, Scene.Station, scene.Now));

            var timeline = RequestViews.Timeline(scene.Request, scene.Service, new Actor("reader", reads, "zhuoda"));

            Assert.Equal(shown, Assert.Single(timeline, entry => entry.By == "who").Note);
        }
    }
}
