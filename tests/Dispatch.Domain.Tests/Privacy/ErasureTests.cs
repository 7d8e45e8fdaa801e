using System.Text.Json;
using Dispatch.Contracts;
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

/// <summary>A person's data deleted: when, what of them, and what stays.</summary>
public class ErasureTests
{
    private static readonly string[] Words = ["陪同老人去医院", "丹州小区 7 栋", "荔枝奶奶", "13976001234", "Name of", "电梯坏了", "109.517", "18.265"];

    private static readonly JsonSerializerOptions AsIs = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static Scene Ended()
    {
        var scene = new Scene(draft: asked => asked with { Description = Words[0], Address = Words[1], Alias = Words[2], Contact = Words[3] }).Ask("a");
        scene.Answer("a", Answer.Decline, note: Words[5]);
        return scene.To(StaffRules.Cancel(scene.Request, new CancelRequest(Scene.Coordinator, Words[5]), scene.Now));
    }

    [Fact]
    public void Data_OfAnOpenRequest_StayUntilItHasEnded()
    {
        var scene = new Scene().Ask("a");

        ErasureRules.Erase(scene.Request, Actor.Resident, scene.Now).Refused!.Code.ShouldBe(RefusalCode.PrivacyObligation);
        ErasureRules.Reduce(scene.Request, scene.Now).Refused!.Code.ShouldBe(RefusalCode.PrivacyObligation);
    }

    [Fact]
    public void Data_OfAnEndedRequest_GoAndWhatHappenedStays()
    {
        var before = Ended().Request;
        Text(before).ShouldContain("荔枝奶奶");

        var after = ErasureRules.Erase(before, Actor.Resident, Scene.Noon).Next!;

        Words.ShouldAllBe(words => !Text(after).Contains(words));
        (after.Id, after.State, after.Need.Service, after.Need.StationId).ShouldBe((before.Id, before.State, before.Need.Service, before.Need.StationId));
        after.Timeline.Select(entry => entry.What).ShouldBe([.. before.Timeline.Select(entry => entry.What), "erased"]);
        RequestEntries.Of(before, after, Actor.Resident, Scene.Noon).ShouldHaveSingleItem().Action.ShouldBe(RecordActions.RequestErased);
        ErasureRules.Erase(after, Actor.System, Scene.Noon.AddDays(1)).Next.ShouldBeSameAs(after);
        RequestViews.Help(after).ErasedAt.ShouldBe(Scene.Noon);
        RequestViews.Export(after).Contact.ShouldBeNull();
    }

    [Fact]
    public void Data_AtTheEndOfTheServicesRetention_LeaveATombstone()
    {
        var after = ErasureRules.Reduce(Ended().Request, Scene.Noon).Next!;

        (after.Offers.Length, after.Assignments.Length, after.Timeline.Length, after.Need.Area).ShouldBe((0, 0, 0, null));
        (after.Id, after.State).ShouldBe(("r1", RequestState.Cancelled));
        ErasureRules.Reduce(after, Scene.Noon).Next.ShouldBeSameAs(after);
    }

    [Fact]
    public void Data_OfAResponder_GoOnceNothingIsInHand()
    {
        var person = new Person().OnDuty(Person.Home);
        var erased = DutyRules.Erase(person.Self, Person.Noon).Next!;

        Text(erased).ShouldNotContain("Demo One");
        Text(erased).ShouldNotContain("18.26");
        (erased.Reachable, erased.ByHand, erased.Profile.Id).ShouldBe((false, null, "volunteer1.zhuoda"));
        DutyRules.ZonesNow(erased).ShouldBeEmpty();
        var entries = ResponderEntries.Of(person.Self, erased, Actor.System, person.Self.ByHand!.Since.AddMinutes(90));
        entries.Select(entry => (entry.Action, entry.Facets.Amount)).ShouldBe([(RecordActions.DutyEnded, 90), (RecordActions.ResponderErased, null)]);
    }

    private static string Text<T>(T state) => JsonSerializer.Serialize(state, AsIs);
}
