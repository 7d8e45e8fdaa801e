using System.Data.Common;
using Orleans.Storage;

namespace Dispatch.Grains.Hosting;

/// <summary>Stock Orleans' storage, whose failures are told by an exception that can travel: the driver's cannot, and would hide what failed.</summary>
internal sealed class PostgresStorage(IGrainStorage storage) : IGrainStorage
{
    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        try
        {
            await storage.ReadStateAsync(stateName, grainId, grainState);
        }
        catch (DbException failure)
        {
            throw StoreFailedException.Read(failure);
        }
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        Told(storage.WriteStateAsync(stateName, grainId, grainState));

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        Told(storage.ClearStateAsync(stateName, grainId, grainState));

    private static async Task Told(Task write)
    {
        try
        {
            await write;
        }
        catch (DbException failure)
        {
            throw StoreFailedException.Write(failure);
        }
    }
}
