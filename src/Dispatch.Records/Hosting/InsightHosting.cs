using Dispatch.Records.Insight;
using Dispatch.Records.Postgres;
using Dispatch.Records.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Records.Hosting;

/// <summary>Where a host reads statistics of the service record.</summary>
public static class InsightHosting
{
    /// <summary>Adds counts and lists of the given PostgreSQL database, else of the file in the data directory.</summary>
    public static IServiceCollection AddInsight(this IServiceCollection services, string? postgres, string dataPath) => services.AddSingleton<IInsight>(_ =>
        postgres is null ? new SqliteInsight(Path.Combine(dataPath, RecordsHosting.FileName)) : new PostgresInsight(postgres));
}
