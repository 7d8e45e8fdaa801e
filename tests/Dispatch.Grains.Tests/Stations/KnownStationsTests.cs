using Dispatch.Contracts;
using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Stations;
using Dispatch.Grains.Tests.Clusters;

namespace Dispatch.Grains.Tests.Stations;

public class KnownStationsTests
{
    [Fact]
    public async Task NewRequests_WhileTheDirectoryDoesNotAnswer_AreTakenForTenSeconds()
    {
        await using var town = await Town.FoundAsync();
        await RaiseOnEverySiloAsync(town, "before");

        town.Cluster.Calls.Method = nameof(IDirectoryGrain.GetAsync);
        town.Cluster.Clock.Advance(TimeSpan.FromSeconds(9));
        await RaiseOnEverySiloAsync(town, "within");

        town.Cluster.Clock.Advance(TimeSpan.FromSeconds(1));
        await Assert.ThrowsAsync<TimeoutException>(() => town.RaiseAsync("after"));
    }

    [Fact]
    public async Task NewStation_TenSecondsAfterItWasListed_GetsTheRequestsNearIt()
    {
        await using var town = await Town.FoundAsync();
        await RaiseOnEverySiloAsync(town, "before");
        var far = new GeoPoint(22.73, 114.02);
        var directory = town.Cluster.Grains.GetGrain<IDirectoryGrain>("stations");
        var facts = Assert.Single(await directory.GetAsync());

        await town.Cluster.Grains.GetGrain<IStationGrain>("fucheng").ConfigureAsync(facts with { Id = "fucheng", Centre = far, Areas = [] });
        town.Cluster.Clock.Advance(TimeSpan.FromSeconds(10));

        var raised = await town.Request("r1").SubmitAsync(new SubmitRequest(new RequestDraft("escort", Location: far), Actor.Resident, "digest"));
        Assert.Equal("fucheng", raised.Value!.StationId);
    }

    /// <summary>Placement goes by the request's id: of sixteen, each silo gets some.</summary>
    private static async Task RaiseOnEverySiloAsync(Town town, string name)
    {
        for (var number = 0; number < 16; number++)
        {
            await town.RaiseAsync($"{name}-{number}");
        }
    }
}
