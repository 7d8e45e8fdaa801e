using Dispatch.Contracts;
using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Responders;
using Dispatch.Grains.Tests.Clusters;

namespace Dispatch.Grains.Tests.Responders;

/// <summary>An acceptance is durable at the request; the responder's own row follows, whatever happens in between.</summary>
public class AcceptanceTests
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(100);

    [Fact]
    public async Task Acceptance_Answered_IsInTheRequestsRowAtOnceAndInTheOwnAfterAMoment()
    {
        await using var town = await Town.FoundAsync();
        await AcceptAsync(town);

        Assert.Contains("\"state\":\"assigned\"", town.Cluster.Storage.Text("request"), StringComparison.Ordinal);
        Assert.Contains("\"standing\":[]", town.Cluster.Storage.Text("volunteer"), StringComparison.Ordinal);
        Assert.Equal("r1", Assert.Single((await town.Volunteer("v1").GetAsync())!.Tasks).RequestId);

        await RowFollowsAsync(town);
    }

    [Fact]
    public async Task Acceptance_CarriedOutAtOnce_IsOneRowWithItsEnd()
    {
        await using var town = await Town.FoundAsync();
        var offer = await OfferedAsync(town);
        var writes = 0;
        town.Cluster.Storage.Writing = state =>
        {
            writes += state == "volunteer" ? 1 : 0;
            return Task.CompletedTask;
        };

        Assert.Null((await town.Volunteer("v1").AnswerAsync(new(offer, Answer.Accept, null, null))).Refused);
        Assert.Null((await town.Volunteer("v1").ProgressAsync("r1", ProgressStep.Completed)).Refused);

        Assert.Equal(1, writes);
        Assert.Contains("\"accepts\":1", town.Cluster.Storage.Text("volunteer"), StringComparison.Ordinal);
        Assert.Equal("r1", Assert.Single((await town.Volunteer("v1").GetAsync())!.Past).RequestId);
    }

    [Fact]
    public async Task Acceptance_WhoseRowDidNotFollowBeforeEverySiloDied_IsToldToTheResponderByItsRequest()
    {
        await using var town = await Town.FoundAsync();
        var offer = await OfferedAsync(town);
        var isDying = true;
        town.Cluster.Storage.Writing = state => isDying && state == "volunteer" ? throw new TimeoutException("The silo dies.") : Task.CompletedTask;
        Assert.Null((await town.Volunteer("v1").AnswerAsync(new(offer, Answer.Accept, null, null))).Refused);

        await town.Cluster.KillEverySiloAsync();
        isDying = false;
        Assert.Contains("\"standing\":[]", town.Cluster.Storage.Text("volunteer"), StringComparison.Ordinal);

        // Nobody asks the responder anything: the open set wakes the request, and that has it in its outbox.
        await RowFollowsAsync(town, town.Cluster.TouchAsync);
        Assert.Equal("r1", Assert.Single((await town.Volunteer("v1").GetAsync())!.Tasks).RequestId);
    }

    [Fact]
    public async Task Acceptance_WhileTheOwnRowCannotBeWritten_IsAnsweredAndFollowsWhenItCan()
    {
        await using var town = await Town.FoundAsync();
        var offer = await OfferedAsync(town);
        var isAway = true;
        town.Cluster.Storage.Writing = state => isAway && state == "volunteer" ? throw new TimeoutException("The store is away.") : Task.CompletedTask;

        Assert.Null((await town.Volunteer("v1").AnswerAsync(new(offer, Answer.Accept, null, null))).Refused);
        town.Cluster.Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal("r1", Assert.Single((await town.Cluster.UntilAsync(() => town.Volunteer("v1").GetAsync(), seen => seen!.Tasks.Length == 1, Pace))!.Tasks).RequestId);

        isAway = false;
        await RowFollowsAsync(town, town.Cluster.TouchAsync);
    }

    private static async Task<string> OfferedAsync(Town town)
    {
        await town.VolunteerAsync("v1");
        await town.RaiseAsync("r1");
        return (await town.OfferAsync("v1", "r1")).Id;
    }

    private static async Task AcceptAsync(Town town)
    {
        var offer = await OfferedAsync(town);
        Assert.Null((await town.Volunteer("v1").AnswerAsync(new(offer, Answer.Accept, null, null))).Refused);
    }

    private static Task<string> RowFollowsAsync(Town town, Func<Task>? meanwhile = null) => town.Cluster.UntilAsync(
        async () =>
        {
            await (meanwhile?.Invoke() ?? Task.CompletedTask);
            return town.Cluster.Storage.Text("volunteer");
        },
        row => row.Contains("\"held\":[]", StringComparison.Ordinal) && row.Contains("\"standing\":[{", StringComparison.Ordinal),
        Pace);
}
