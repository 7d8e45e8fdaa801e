using Dispatch.Domain.Responders;
using Dispatch.Grains.Storage;
using Dispatch.Sealing.Hosting;
using Dispatch.Sealing.Keys;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Dispatch.Grains.Tests.Storage;

/// <summary>A SQLite store and its key ring, of which one is older than the other, or missing.</summary>
public sealed class LostRingTests : IDisposable
{
    private static readonly Stored<Domain.Responders.Duty> Row = new() { Value = new(DateTimeOffset.UnixEpoch, new(18.27, 109.52), Contracts.TravelMode.Walk) };

    private readonly Ring ring = new();

    [Fact]
    public void Ring_EmptyWhileRowsAreSealed_IsNotMadeAnew()
    {
        Store(ring.Serializer().Serialize(Row).ToArray());
        Directory.Delete(ring.Keys, recursive: true);

        Assert.Throws<KeysFaultException>(() => StoreKeys.Open(ring.Settings));
        Assert.Throws<KeysFaultException>(() => ring.Serializer().Serialize(Row));
        Assert.False(Directory.Exists(ring.Keys));
    }

    [Fact]
    public void Ring_EmptyWhileNothingIsSealed_IsMade()
    {
        Store("""{"Value":{}}"""u8.ToArray());

        ring.Serializer().Serialize(Row);

        Assert.Single(Directory.GetFiles(ring.Keys));
    }

    [Fact]
    public async Task Ring_ThatOpensNoneOfTheNewestRows_StopsTheStart()
    {
        var old = ring.Seal();
        Store(new JsonStateSerializer(old).Serialize(Row).ToArray());
        ring.NewKey();
        ring.Retire(old.Current);

        await Assert.ThrowsAsync<KeysFaultException>(StartAsync);

        Store(ring.Serializer().Serialize(Row).ToArray());
        await StartAsync();
    }

    [Fact]
    public void Key_Stored_LeavesNothingButItsOwnFileOfTheOwnerAlone()
    {
        ring.Serializer().Serialize(Row);
        File.WriteAllText(Path.Combine(ring.Keys, "key-of-a-dead-process.xml.4711"), "<ke");

        using var keys = StoreKeys.Open(ring.Settings);
        Assert.Single(keys.List());
        var file = Assert.Single(Directory.GetFiles(ring.Keys, "*.xml"));
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(file) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    public void Dispose() => ring.Dispose();

    private Task StartAsync() => new KeysAtStart(ring.Settings, ring.Seal(), NullLogger<KeysAtStart>.Instance).StartAsync(CancellationToken.None);

    private void Store(byte[] payload)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(ring.Settings.DataPath, "dispatch.db")};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "CREATE TABLE IF NOT EXISTS GrainState (Payload BLOB); INSERT INTO GrainState VALUES (@payload)";
        command.Parameters.AddWithValue("@payload", payload);
        command.ExecuteNonQuery();
    }
}
