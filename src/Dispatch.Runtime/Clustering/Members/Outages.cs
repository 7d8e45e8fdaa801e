using Dispatch.Runtime.Storage.Postgres;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Dispatch.Runtime.Clustering.Members;

/// <summary>Does what a starting silo needs of the cluster's table, again and again until the database answers.</summary>
internal sealed class Outages(MembershipTable table, TimeProvider time, ILogger log)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    /// <summary>Repeats work that may be repeated while the database is away or too slow; a refusal of the database ends it.</summary>
    public async Task OutlastAsync(Func<Task> work, CancellationToken cancellationToken)
    {
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                await work();
                return;
            }
            catch (NpgsqlException failure) when (PostgresFailure.IsOutage(failure))
            {
                log.LogWarning("PostgreSQL cannot be used yet; the next attempt is in {Pause}. {Reason}", pause, failure.Message);
                table.Reconnect();
                await Task.Delay(pause, time, cancellationToken);
            }
            catch (NpgsqlException refusal)
            {
                throw new OrleansConfigurationException($"PostgreSQL refuses the cluster's table: {refusal.Message} Check the connection string.", refusal);
            }
        }
    }
}
