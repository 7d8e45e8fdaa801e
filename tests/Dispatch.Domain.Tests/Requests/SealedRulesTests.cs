using Dispatch.Contracts;
using Dispatch.Contracts.Requests;
using Dispatch.Domain.Requests;

namespace Dispatch.Domain.Tests.Requests;

/// <summary>Sealed words open to one account, with a reason, for a quarter of an hour, in the sight of supervisor and resident.</summary>
public class SealedRulesTests
{
    private const string Words = "I cannot sleep since he died";
    private const string Reason = "The family asks what she said.";

    private static readonly Actor Head = new("head.zhuoda", Role.StationHead, "zhuoda");
    private static readonly Actor Admin = new("admin", Role.Admin, null);

    [Theory]
    [InlineData("", RefusalCode.ReasonRequired)]
    [InlineData("          ", RefusalCode.ReasonRequired)]
    [InlineData("too short", RefusalCode.InputInvalid)]
    [InlineData("a reason\u202E with a turn", RefusalCode.InputInvalid)]
    [InlineData("a bell \u0007 rings in it", RefusalCode.InputInvalid)]
    public void Open_WithoutAProperReason_IsRefused(string reason, RefusalCode code)
    {
        var scene = Sealed();

        Assert.Equal(code, Open(scene, Head, reason).Refused!.Code);
    }

    [Fact]
    public void Open_WithAReasonOfMoreThanFiveHundredCharacters_IsRefused()
    {
        var scene = Sealed();

        Assert.Equal(RefusalCode.InputTooLarge, Open(scene, Head, new string('a', 501)).Refused!.Code);
        Assert.Null(Open(scene, Head, new string('a', 500)).Refused);
    }

    [Fact]
    public void Open_WhereNothingIsSealed_IsRefused()
    {
        var scene = new Scene(draft: d => d with { Description = Words });

        Assert.Equal(RefusalCode.RequestState, Open(scene, Head, Reason).Refused!.Code);
    }

    [Fact]
    public void Open_WithAReason_ShowsTheWordsForAQuarterOfAnHourToThatAccountAlone()
    {
        var scene = Sealed();
        scene.To(Open(scene, Head, Reason));

        var opening = SealedRules.Standing(scene.Request, Head, scene.Now)!;
        Assert.Equal(Words, SealedRules.View(scene.Request, opening).Description);
        Assert.Equal(scene.Now.AddMinutes(15), opening.Until);
        Assert.NotNull(SealedRules.Standing(scene.Request, Head, opening.Until.AddTicks(-1)));
        Assert.Null(SealedRules.Standing(scene.Request, Head, opening.Until));
        Assert.Null(SealedRules.Standing(scene.Request, Admin, scene.Now));
        Assert.Null(RequestViews.Staff(scene.Request, scene.Service, Scene.Station).Description);
    }

    [Fact]
    public void Open_RepeatedWhileItIsOpen_CountsOnce()
    {
        var scene = Sealed();
        scene.To(Open(scene, Head, Reason));

        Assert.Same(scene.Request, Open(scene, Head, "Once more, from another window.").Next);
    }

    [Fact]
    public void Open_ByAHead_IsToldToTheAdministratorAndByTheAdministratorToTheHead()
    {
        var scene = Sealed();
        scene.To(Open(scene, Head, Reason));
        scene.To(Open(scene, Admin, Reason));

        var notices = SealedRules.Untold(scene.Request).Select(opening => SealedRules.Notice(scene.Request, opening)).ToList();

        Assert.Equal([("head.zhuoda", Role.Admin), ("admin", Role.StationHead)], notices.Select(notice => (notice.By, notice.To)));
        Assert.Equal(2, notices.Select(notice => notice.Id).Distinct().Count());
        Assert.Single(SealedRules.Untold(SealedRules.Told(scene.Request, 1)));
    }

    [Fact]
    public void Open_OfARequest_IsSeenByItsResidentWithOfficeAndReasonAndNoName()
    {
        var scene = Sealed();
        scene.To(Open(scene, Head, Reason));

        var seen = Assert.Single(RequestViews.Help(scene.Request).Openings);

        Assert.Equal((Role.StationHead, "zhuoda", Reason, scene.Now), (seen.Role, seen.StationId, seen.Reason, seen.At));
        Assert.DoesNotContain("head.zhuoda", seen.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Open_MoreOftenThanOneRequestKeeps_IsRefused()
    {
        var scene = Sealed();
        for (var number = 0; number < SealedRules.Most; number++)
        {
            scene.To(Open(scene, Head with { Account = $"head-{number}" }, Reason));
        }

        Assert.Equal(RefusalCode.LimitRate, Open(scene, Head, Reason).Refused!.Code);
    }

    private static Scene Sealed() => new("counselling", d => d with { Description = Words });

    private static Decision<Request> Open(Scene scene, Actor by, string reason) =>
        SealedRules.Open(scene.Request, new OpenSealed(by, reason), scene.Service, scene.Now);

    [Fact]
    public void Words_OpenBeforeTheClockWasSetBack_AreShut()
    {
        var scene = Sealed();
        scene.To(Open(scene, Head, Reason));

        Assert.NotNull(SealedRules.Standing(scene.Request, Head, scene.Now.AddSeconds(-30)));
        Assert.Null(SealedRules.Standing(scene.Request, Head, scene.Now.AddHours(-1)));
    }
}
