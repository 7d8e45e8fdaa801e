using Dispatch.Contracts;
using Dispatch.Contracts.Care;
using Dispatch.Contracts.Requests;
using Dispatch.Domain.Requests;

namespace Dispatch.Domain.Tests.Requests;

/// <summary>What a request tells its case of who has it.</summary>
public class CareNewsTests
{
    [Fact]
    public void Counsellor_WhoHandsBack_IsToldToTheCase()
    {
        var scene = Accepted();
        var told = Follow(null, scene.Request);

        var after = Follow(told, ProgressRules.HandBack(told, new HandBack("c1", "ill"), Scene.Station, Scene.Noon).Next!);

        Assert.Equal([CareNewsKind.Asked, CareNewsKind.Accepted, CareNewsKind.HandedBack], after.Care.Select(news => news.Kind));
        Assert.Equal("c1", after.Care[^1].By.Account);
        Assert.Equal(after.Care.Length, Follow(after, after with { Version = 9 }).Care.Length);
    }

    [Fact]
    public void Counsellor_OfARequestThatEnds_HasNotLeftItsCase()
    {
        var told = Follow(null, Accepted().Request);

        var after = Follow(told, StaffRules.Refer(told, new ReferRequest(Scene.Coordinator, "120", "taken along"), Scene.Noon).Next!);

        Assert.Equal([CareNewsKind.Asked, CareNewsKind.Accepted, CareNewsKind.Ended], after.Care.Select(news => news.Kind));
    }

    private static Scene Accepted() => new Scene("counselling").Ask(ResponderKind.Counsellor, "c1").Hold("c1").Answer("c1", Answer.Accept);

    private static Request Follow(Request? before, Request after) =>
        CareRules.Follow(before, after, Scene.Catalogue.Find("counselling"), Actor.System, Scene.Noon);
}
