using Dispatch.Contracts.Privacy;
using Dispatch.Grains.Storage;
using Dispatch.Sealing.Hosting;
using Dispatch.Sealing.Keys;

namespace Dispatch.Grains.Tests.Storage;

/// <summary>A key ring in a folder of its own.</summary>
internal sealed class Ring : IDisposable
{
    public SealingSettings Settings { get; } = new() { DataDirectory = Directory.CreateTempSubdirectory("communitycare-keys-").FullName };

    public string Keys => Path.Combine(Settings.DataPath, StoreKeys.Folder);

    /// <summary>What a process that starts now seals and opens with.</summary>
    public IRowSeal Seal() => SealingHosting.OpenSeal(Settings);

    /// <summary>What a process seals and opens with whose clock moves only when told.</summary>
    public IRowSeal Seal(TimeProvider clock) => SealingHosting.OpenSeal(Settings, clock);

    public JsonStateSerializer Serializer() => new(Seal());

    public void NewKey()
    {
        using var keys = StoreKeys.Open(Settings);
        keys.Manager.CreateNewKey(DateTimeOffset.UtcNow, DateTimeOffset.UtcNow.AddDays(90));
    }

    public void Retire(Guid id)
    {
        using var keys = StoreKeys.Open(Settings);
        keys.Delete(id);
    }

    public void Dispose() => Directory.Delete(Settings.DataPath, recursive: true);
}
