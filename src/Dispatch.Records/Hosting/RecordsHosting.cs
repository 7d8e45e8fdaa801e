using Dispatch.Contracts.Records;
using Dispatch.Records.Postgres;
using Dispatch.Records.Sqlite;
using Dispatch.Records.Verifying;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Records.Hosting;

/// <summary>Where a host keeps the service record.</summary>
public static class RecordsHosting
{
    /// <summary>The record's file in the data directory. A file of its own: SQLite lets one writer into a file at a time (docs/decisions/0012).</summary>
    public const string FileName = "records.db";

    /// <summary>Adds the store: the given PostgreSQL database, else the file in the data directory.</summary>
    public static IServiceCollection AddRecords(this IServiceCollection services, string? postgres, string dataPath) =>
        services.AddSingleton<ILedgerStore>(_ => postgres is null ? new SqliteLedgerStore(Path.Combine(dataPath, FileName)) : new PostgresLedgerStore(postgres));

    /// <summary>All chains, for reading only; null: there is no record.</summary>
    public static IEntrySource? OpenRecord(string? postgres, string dataPath) =>
        postgres is not null ? new PostgresEntrySource(postgres)
        : File.Exists(Path.Combine(dataPath, FileName)) ? new SqliteEntrySource(Path.Combine(dataPath, FileName))
        : null;
}
