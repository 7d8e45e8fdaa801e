using Dispatch.Contracts;
using Dispatch.Contracts.Requests;
using Dispatch.Domain.Requests;

namespace Dispatch.Domain.Tests.Requests;

/// <summary>The area before acceptance, place and contact after, nothing once closed (G12): every view, for every onlooker, at every stage.</summary>
public class DisclosureTests
{
    private const string Address = "迎宾路88号2栋301";
    private const string Contact = "000-0000-4711";
    private const string Alias = "李阿姨";
    private const string Area = "HI-SY-JY-ZD-DZ";

    private static readonly string[] Private = [Address, Contact, Alias, "18.265", "109.517"];

    public static TheoryData<string> Stages() => new("submitted", "offered", "accepted", "on site", "completed", "handed back", "cancelled", "referred", "confirmed");

    [Theory]
    [MemberData(nameof(Stages))]
    public void StaffBoardAndResident_AtEveryStage_SeeNeitherAddressNorContact(string stage)
    {
        var scene = At(stage);

        foreach (var view in new object[]
        {
            RequestViews.Staff(scene.Request, scene.Service, Scene.Station), RequestViews.Row(scene.Request, Scene.Station), RequestViews.Help(scene.Request),
        })
        {
            var told = System.Text.Json.JsonSerializer.Serialize(view, Plain);
            Assert.DoesNotContain(Private.Take(3), word => told.Contains(word, StringComparison.Ordinal));
        }

        foreach (var entry in RequestViews.Timeline(scene.Request, scene.Service, Scene.Coordinator))
        {
            Assert.DoesNotContain(Private, word => (entry.Note ?? "").Contains(word, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Offer_BeforeAcceptance_TellsTheAreaAndARoundedDistanceOnly()
    {
        var scene = At("offered");
        var offer = RequestViews.Offer(scene.Request, scene.Offer("an"));

        Assert.Equal(Area, offer.Area);
        Assert.True(offer.DistanceMetres is null || offer.DistanceMetres % 100 == 0);
        var told = System.Text.Json.JsonSerializer.Serialize(offer, Plain);
        Assert.DoesNotContain(Private, word => told.Contains(word, StringComparison.Ordinal));
        Assert.Null(scene.Verdict("an").Task);
    }

    [Theory]
    [InlineData("accepted")]
    [InlineData("on site")]
    public void Task_WhileItIsInHand_TellsPlaceAndContact(string stage)
    {
        var task = At(stage).Verdict("an").Task!;

        Assert.Equal((Address, Contact, Alias, Area), (task.Address, task.Contact, task.Alias, task.Area));
        Assert.Equal(Scene.Home, task.Location);
    }

    [Theory]
    [InlineData("completed")]
    [InlineData("handed back")]
    [InlineData("cancelled")]
    [InlineData("referred")]
    [InlineData("confirmed")]
    public void Task_OnceItIsOver_TellsNothingNotEvenTheArea(string stage)
    {
        var scene = At(stage);
        var assignment = scene.Assignment("an");

        var task = RequestViews.Task(scene.Request, assignment);

        Assert.Equal(
            (null, null, null, null, null, null),
            (task.Location, task.Address, task.Contact, task.Alias, task.Description, task.Area));
    }

    [Fact]
    public void Request_AsAResponderSeesIt_HoldsNobodyElsesOffers()
    {
        var scene = new Scene(draft: Draft).Ask("an", "bo").Answer("bo", Answer.Decline).Answer("an", Answer.Accept);

        var own = RequestViews.For(scene.Request, scene.Service, Scene.Station, new Actor("an", Role.Volunteer, "zhuoda"));
        var staff = RequestViews.For(scene.Request, scene.Service, Scene.Station, Scene.Coordinator);

        Assert.Equal(["an"], own.Offers.Select(offer => offer.ResponderId));
        Assert.Equal(2, staff.Offers.Length);
    }

    [Fact]
    public void Request_RaisedByWhatWasSaidInConfidence_TellsNoVolunteerWhy()
    {
        var scene = new Scene(draft: Draft).Ask("an").Answer("an", Answer.Accept);
        var raised = scene.Request with { LevelReasons = ["cue.suicide", "screening.c-ssrs-screener"] };

        Assert.Empty(RequestViews.For(raised, scene.Service, Scene.Station, new Actor("an", Role.Volunteer, "zhuoda")).LevelReasons);
        Assert.Equal(2, RequestViews.For(raised, scene.Service, Scene.Station, new Actor("wu", Role.Counsellor, "zhuoda")).LevelReasons.Length);
        Assert.Equal("raised", Assert.Single(RequestViews.For(raised, scene.Service, Scene.Station, Scene.Coordinator).LevelReasons));
        Assert.Equal("raised", Assert.Single(RequestViews.For(raised, scene.Service, Scene.Station, new Actor("admin", Role.Admin, null)).LevelReasons));
    }

    private static readonly System.Text.Json.JsonSerializerOptions Plain =
        new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static RequestDraft Draft(RequestDraft draft) => draft with { Address = Address, Contact = Contact, Alias = Alias, Description = "门口有狗" };

    private static Scene At(string stage)
    {
        var scene = new Scene(draft: Draft);
        if (stage == "submitted")
        {
            return scene;
        }

        scene.Ask("an");
        if (stage == "offered")
        {
            return scene;
        }

        scene.Answer("an", Answer.Accept);
        switch (stage)
        {
            case "on site":
                return scene.Report("an", ProgressStep.EnRoute).Report("an", ProgressStep.OnSite);
            case "completed":
                return scene.Report("an", ProgressStep.Completed);
            case "handed back":
                return scene.HandBack("an");
            case "cancelled":
                scene.To(StaffRules.Cancel(scene.Request, new CancelRequest(Actor.Resident, null), scene.Now));
                return scene;
            case "referred":
                scene.To(StaffRules.Refer(scene.Request, new ReferRequest(Scene.Coordinator, "hospital", "A doctor is needed."), scene.Now));
                return scene;
            case "confirmed":
                scene.Report("an", ProgressStep.Completed);
                scene.To(ProgressRules.Confirm(scene.Request, new ConfirmRequest(true, null), Scene.Station, scene.Now));
                return scene;
            default:
                return scene;
        }
    }
}
