using Microsoft.Data.Sqlite;

namespace Dispatch.Cluster.Tests;

/// <summary>What an operator is told of the service record, and by which exit code.</summary>
public sealed class LedgerCommandTests : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("dispatch-ledger-").FullName;
    private readonly string _export = Path.Combine(Path.GetTempPath(), $"dispatch-export-{Environment.ProcessId}-{Environment.TickCount64}");

    [Fact]
    public async Task Record_OfARunningProduct_VerifiesAndItsForgeryIsNamed()
    {
        await using (var product = new ProductProcess(_data))
        {
            await product.StartAsync();
            await Wait.UntilAsync(async () => (await Record.CommandAsync(_data, "verify")).Code == 0, TimeSpan.FromSeconds(30));
            Assert.Equal(0, (await Record.CommandAsync(_data, "export", "--to", _export)).Code);
        }

        Assert.Equal(0, (await Record.CommandAsync(_data, "check", _export)).Code);
        Assert.Equal(0, (await Record.CommandAsync(_data, "verify", "--export", _export)).Code);
        await BendAsync();

        var (code, said) = await Record.CommandAsync(_data, "verify");
        Assert.Equal(1, code);
        Assert.Contains("entry 2: altered", said, StringComparison.Ordinal);
        Assert.Equal(1, (await Record.CommandAsync(_data, "verify", "--export", _export)).Code);
    }

    [Fact]
    public async Task Record_ThatIsNotThere_IsSaidToBeMissing()
    {
        var (code, said) = await Record.CommandAsync(_data, "verify");

        Assert.Equal(2, code);
        Assert.Contains("There is no service record", said, StringComparison.Ordinal);
        Assert.Equal(2, (await Record.CommandAsync(_data, "mend")).Code);
    }

    public void Dispose()
    {
        Directory.Delete(_data, recursive: true);
        if (Directory.Exists(_export))
        {
            Directory.Delete(_export, recursive: true);
        }
    }

    private async Task BendAsync()
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(_data, "records.db")};Pooling=false");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "DROP TRIGGER LedgerEntry_Update; UPDATE LedgerEntry SET Actor = 'nobody' WHERE Sequence = 2";
        Assert.True(await command.ExecuteNonQueryAsync() > 0);
    }
}
