namespace Dispatch.Cluster.Tests;

/// <summary>A second start beside a running product ends at once, in one line, and leaves the store alone.</summary>
public sealed class SecondStartTests : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("dispatch-second-").FullName;
    private readonly string _other = Directory.CreateTempSubdirectory("dispatch-other-").FullName;

    [Fact]
    public async Task Start_OnADirectoryInUse_EndsWith2AndWorksOnceTheOtherIsKilled()
    {
        await using var first = new ProductProcess(_data);
        await first.StartAsync();
        await using (var second = new ProductProcess(_data))
        {
            var (code, said) = await second.EndAsync();
            Assert.Equal(2, code);
            Assert.Contains(_data, Assert.Single(said), StringComparison.Ordinal);
        }

        await first.KillAsync();
        await using var third = new ProductProcess(_data);
        await third.StartAsync();
    }

    [Fact]
    public async Task Start_OnAPortInUse_EndsWith2BeforeAStoreIsMade()
    {
        await using var first = new ProductProcess(_data);
        await first.StartAsync();
        await using var second = new ProductProcess(_other);

        var (code, said) = await second.EndAsync(first.Address);

        Assert.Equal(2, code);
        Assert.Contains(first.Address.Port.ToString(System.Globalization.CultureInfo.InvariantCulture), Assert.Single(said), StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_other, "dispatch.db")));
    }

    public void Dispose()
    {
        Directory.Delete(_data, recursive: true);
        Directory.Delete(_other, recursive: true);
    }
}
