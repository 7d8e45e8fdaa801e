using System.Globalization;
using Dispatch.Runtime.Clustering;
using Dispatch.Runtime.Storage;
using Orleans.Storage;

namespace Dispatch.Runtime.Simulation;

/// <summary>One silo's way to the simulated store, with the faults on that way. What a dead silo has under way never arrives.</summary>
internal sealed class SimulatedGrainStorage(
    string name, int silo, SimulatedCluster cluster, Func<Node> node, IGrainStorageSerializer serializer) : IGrainStorage
{
    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var outcome = Decide(new(silo, name, stateName, grainId, IsRead: true));
        await TravelAsync();
        if (outcome != StorageOutcome.Success)
        {
            throw Unavailable(stateName, grainId);
        }

        var (payload, version) = cluster.Store.Read(name, stateName, grainId);
        await TravelAsync();
        grainState.State = payload is null ? EmptyState.Create<T>() : serializer.Deserialize<T>(new BinaryData(payload)) ?? EmptyState.Create<T>();
        grainState.ETag = EtagOf(version);
        grainState.RecordExists = payload is not null;
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var payload = serializer.Serialize(grainState.State).ToArray();
        grainState.ETag = await CommitAsync(stateName, grainId, grainState.ETag, payload, grainState.State);
        grainState.RecordExists = true;
    }

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        grainState.ETag = await CommitAsync(stateName, grainId, grainState.ETag, null, null);
        grainState.RecordExists = false;
        grainState.State = EmptyState.Create<T>();
    }

    private static string? EtagOf(int version) => version == 0 ? null : version.ToString(CultureInfo.InvariantCulture);

    private static StorageUnavailableException Unavailable(string stateName, GrainId grain, bool unknown = false) =>
        new($"The simulated store failed for {stateName} of {grain}.", unknown, null);

    private async Task<string> CommitAsync(string stateName, GrainId grain, string? etag, byte[]? payload, object? state)
    {
        var outcome = Decide(new(silo, name, stateName, grain, IsRead: false));
        await TravelAsync();
        if (outcome == StorageOutcome.Failure)
        {
            throw Unavailable(stateName, grain, unknown: cluster.Options.Storage.UnknownOutcome > 0);
        }

        node().EnsureAlive();
        var expected = etag is null ? 0 : int.Parse(etag, CultureInfo.InvariantCulture);
        var stands = cluster.Store.Write(name, stateName, grain, expected, payload, state);
        await TravelAsync();
        if (outcome == StorageOutcome.FailureAfterEffect)
        {
            throw Unavailable(stateName, grain, unknown: true);
        }

        return stands
            ? EtagOf(expected + 1)!
            : throw new InconsistentStateException(
                $"{stateName} of {grain} was written by another activation.", EtagOf(cluster.Store.Read(name, stateName, grain).Version), etag);
    }

    private Task TravelAsync() => cluster.Options.Storage.Delay.IsNone ? Task.CompletedTask : cluster.WaitForStorage();

    private StorageOutcome Decide(StorageOperation operation)
    {
        var outcome = cluster.DecideStorage(operation);
        if (outcome != StorageOutcome.Success)
        {
            cluster.History.Add(EventKind.StorageFault, operation.Grain.GetUniformHashCode(), (long)outcome);
            cluster.History.Write(EventKind.StorageFault, operation, outcome);
        }

        return outcome;
    }
}
