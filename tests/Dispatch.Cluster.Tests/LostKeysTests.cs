namespace Dispatch.Cluster.Tests;

/// <summary>A backup is brought back without what opens it.</summary>
public sealed class LostKeysTests : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("dispatch-lost-").FullName;
    private readonly string _aside = Directory.CreateTempSubdirectory("dispatch-aside-").FullName;

    [Fact]
    public async Task Store_RestoredWithoutItsKeys_IsNotStartedAndNamesWhatIsMissing()
    {
        var (keys, kept) = (Path.Combine(_data, "store-keys"), Path.Combine(_aside, "store-keys"));
        await using (var product = new ProductProcess(_data))
        {
            await product.StartAsync();
        }

        Directory.Move(keys, kept);
        await using (var product = new ProductProcess(_data))
        {
            var (code, said) = await product.EndAsync();
            Assert.Equal(2, code);
            Assert.Contains(said, line => line.Contains($"'{keys}' does not hold their keys", StringComparison.Ordinal));
            Assert.False(Directory.Exists(keys));
        }

        var command = await Record.RunAsync(_data, "keys", "new");
        Assert.Equal(2, command.Code);
        Assert.Contains("does not hold their keys", command.Said, StringComparison.Ordinal);

        Directory.Move(kept, keys);
        await using (var product = new ProductProcess(_data))
        {
            await product.StartAsync();
        }
    }

    [Fact]
    public async Task Keys_AskedForWhereThereIsNoSecret_AreRefusedAndNoneIsMade()
    {
        var (code, said) = await Record.RunAsync(_data, "keys", "list");

        Assert.Equal(2, code);
        Assert.Contains("There is no server's secret", said, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_data));
    }

    public void Dispose()
    {
        Directory.Delete(_data, recursive: true);
        Directory.Delete(_aside, recursive: true);
    }
}
