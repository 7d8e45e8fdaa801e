using Dispatch.Contracts;
using Dispatch.Contracts.Requests;
using Dispatch.Domain.Access;
using Dispatch.Domain.Tests.Requests;

namespace Dispatch.Domain.Tests.Access;

/// <summary>A request judges by itself who may do what with it, whatever the web side forgot.</summary>
public class RequestAccessTests
{
    private static readonly AccessRule[] OfStaff =
    [
        AccessTable.ReadTimeline, AccessTable.ReadCandidates, AccessTable.Dispatch, AccessTable.Widen, AccessTable.Refer, AccessTable.Cancel,
        AccessTable.TakeOver,
    ];

    [Fact]
    public void Staff_OfTheStation_MayAndThoseOfAnotherMayNot()
    {
        var scene = new Scene();
        foreach (var rule in OfStaff)
        {
            foreach (var role in new[] { Role.Coordinator, Role.StationHead })
            {
                Assert.Null(RequestAccess.Judge(rule, scene.Request, new Actor("who", role, "zhuoda")));
                Assert.Equal(RefusalCode.AccessStation, RequestAccess.Judge(rule, scene.Request, new Actor("who", role, "fucheng"))!.Code);
                Assert.Equal(RefusalCode.AccessStation, RequestAccess.Judge(rule, scene.Request, new Actor("who", role, null))!.Code);
            }

            Assert.Null(RequestAccess.Judge(rule, scene.Request, new Actor("admin", Role.Admin, null)));
            Assert.Null(RequestAccess.Judge(rule, scene.Request, Actor.System));
        }
    }

    [Theory]
    [InlineData(Role.Resident)]
    [InlineData(Role.Volunteer)]
    [InlineData(Role.Counsellor)]
    public void Others_OnWhatStaffDo_MayNot(Role role)
    {
        var scene = new Scene();

        Assert.All(OfStaff, rule => Assert.Equal(RefusalCode.AccessDenied, RequestAccess.Judge(rule, scene.Request, new Actor("who", role, "zhuoda"))!.Code));
    }

    [Fact]
    public void Responder_WithATaskInHand_SeesTheRequestUntilTheTaskIsOver()
    {
        var scene = new Scene().Ask("an");
        var an = new Actor("an", Role.Volunteer, "elsewhere");
        Assert.Equal(RefusalCode.RequestUnknown, RequestAccess.Judge(AccessTable.ReadRequest, scene.Request, an)!.Code);

        scene.Answer("an", Answer.Accept);
        Assert.Null(RequestAccess.Judge(AccessTable.ReadRequest, scene.Request, an));
        Assert.Null(RequestAccess.Judge(AccessTable.Raise, scene.Request, an));
        Assert.Equal(RefusalCode.RequestUnknown, RequestAccess.Judge(AccessTable.ReadRequest, scene.Request, an with { Account = "bo" })!.Code);

        scene.Report("an", ProgressStep.Completed);
        Assert.Equal(RefusalCode.RequestUnknown, RequestAccess.Judge(AccessTable.ReadRequest, scene.Request, an)!.Code);
    }

    [Theory]
    [InlineData("zhuoda", null)]
    [InlineData("fucheng", RefusalCode.RequestUnknown)]
    public void Counsellor_OfTheStation_RaisesTheLevelWithoutATask(string station, RefusalCode? refused)
    {
        var scene = new Scene();

        Assert.Equal(refused, RequestAccess.Judge(AccessTable.Raise, scene.Request, new Actor("wu", Role.Counsellor, station))?.Code);
    }

    [Theory]
    [InlineData(Role.Coordinator, "zhuoda", RefusalCode.AccessDenied)]
    [InlineData(Role.Counsellor, "zhuoda", RefusalCode.AccessDenied)]
    [InlineData(Role.StationHead, "zhuoda", null)]
    [InlineData(Role.StationHead, "fucheng", RefusalCode.AccessStation)]
    [InlineData(Role.Admin, null, null)]
    public void SealedWords_OfARequest_AreForItsHeadAndTheAdministrator(Role role, string? station, RefusalCode? refused)
    {
        var scene = new Scene("counselling");

        Assert.Equal(refused, RequestAccess.Judge(AccessTable.OpenSealed, scene.Request, new Actor("who", role, station))?.Code);
        Assert.Equal(refused, RequestAccess.Judge(AccessTable.ReadSealed, scene.Request, new Actor("who", role, station))?.Code);
    }

    [Fact]
    public void Rows_OfTheTable_HaveNamesOfTheirOwn() =>
        Assert.Equal(AccessTable.All.Length, AccessTable.All.Select(rule => rule.Name).Distinct().Count());
}
