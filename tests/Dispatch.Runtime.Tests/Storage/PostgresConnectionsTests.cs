using Dispatch.Runtime.Storage.Postgres;
using Npgsql;

namespace Dispatch.Runtime.Tests.Storage;

public class PostgresConnectionsTests
{
    [Theory]
    [InlineData("Host=db", 16, 10)]
    [InlineData("Host=db;Maximum Pool Size=100;Command Timeout=30", 100, 30)]
    [InlineData("Host=db;MaxPoolSize=5;CommandTimeout=3", 5, 3)]
    public async Task Connections_AreBounded_UnlessTheOperatorSaysOtherwise(string given, int pool, int seconds)
    {
        await using var reads = PostgresConnections.ForReads(given);
        await using var writes = PostgresConnections.ForWrites(given);

        foreach (var source in new[] { reads, writes })
        {
            var made = new NpgsqlConnectionStringBuilder(source.ConnectionString);
            Assert.Equal(pool, made.MaxPoolSize);
            Assert.Equal(seconds, made.CommandTimeout);
        }
    }
}
