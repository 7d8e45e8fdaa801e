using Dispatch.Contracts;
using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Stations;
using Dispatch.Grains.Tests.Clusters;

namespace Dispatch.Grains.Tests.Requests;

public class RequestGrainTests
{
    private static readonly Actor Coordinator = new("coordinator.zhuoda", Role.Coordinator, Town.Station);

    private static readonly SubmitRequest ByPhone = new(new RequestDraft("escort", Location: Town.Centre, Channel: Channel.Phone), Coordinator, "digest");

    [Fact]
    public async Task Decline_WithinTheFirstSecond_AsksTheNextAtOnce()
    {
        await using var town = await Town.FoundAsync();
        var near = await town.VolunteerAsync("v1");
        await town.VolunteerAsync("v2", metresAway: 1_000);
        await town.RaiseAsync("r1");
        var offer = await town.OfferAsync("v1", "r1");

        await near.AnswerAsync(new(offer.Id, Answer.Decline, null, null));

        // The clock stands still: nobody has waited for anything.
        await town.Cluster.UntilAsync(async () => await town.Volunteer("v2").OffersAsync(), offers => offers.Any(each => each.RequestId == "r1"));
    }

    [Fact]
    public async Task Submit_Repeated_AnswersAsTheFirstTime()
    {
        await using var town = await Town.FoundAsync();
        await town.RaiseAsync("r0");
        await town.Cluster.UntilAsync(town.Board.GetAsync, view => view.Rows.Any(row => row.Id == "r0"));
        var volunteer = await town.VolunteerAsync("v1");
        var first = (await town.Request("r1").SubmitAsync(ByPhone)).Value!;
        var offers = await town.Cluster.UntilAsync(async () => await volunteer.OffersAsync(), all => !all.IsEmpty, TimeSpan.FromMilliseconds(10));
        await volunteer.AnswerAsync(new(offers[0].Id, Answer.Accept, null, null));
        await town.Request("r1").RaiseAsync(new RaiseLevel(Coordinator, RiskLevel.Serious, "distress"));

        var again = (await town.Request("r1").SubmitAsync(ByPhone)).Value!;

        Assert.Equal((RequestState.Submitted, 1L, RiskLevel.General), (again.State, again.Version, again.Level));
        Assert.Equal("r0", Assert.Single(first.PossibleDuplicates));
        Assert.Equal("r0", Assert.Single(again.PossibleDuplicates));
    }

    [Fact]
    public async Task Submit_WhileTheBoardDoesNotAnswer_IsAnsweredWithoutTheHint()
    {
        await using var town = await Town.FoundAsync();
        town.Cluster.Calls.Method = "SimilarAsync";

        var answer = await town.Request("r1").SubmitAsync(ByPhone);

        Assert.Null(answer.Refused);
        Assert.Empty(answer.Value!.PossibleDuplicates);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task OpenSet_ThatAFailedSubmissionLeftBehind_LetsGoOfTheRequest(bool isClosed)
    {
        await using var town = await Town.FoundAsync();
        var request = await town.RaiseAsync("r1");
        await (isClosed ? request.CancelAsync(new CancelRequest(Actor.Resident, null)) : Task.FromResult(Reply.Done));
        var stale = town.Cluster.Grains.GetGrain<IOpenSetGrain>("zhuoda/7");
        await stale.AddAsync("r1");

        await request.RedriveAsync("zhuoda/7", show: false, null);

        await town.Cluster.UntilAsync(async () => await stale.ListAsync(), listed => listed.IsEmpty);
    }
}
