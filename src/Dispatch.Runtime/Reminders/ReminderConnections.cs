using System.Data.Common;
using Dispatch.Runtime.Storage.Postgres;
using Dispatch.Runtime.Storage.Sqlite;
using Npgsql;

namespace Dispatch.Runtime.Reminders;

/// <summary>How the reminder table is reached; its statements are the same in both databases.</summary>
internal interface IReminderConnections
{
    Task MigrateAsync(CancellationToken cancellationToken);

    ValueTask<DbConnection> OpenAsync(CancellationToken cancellationToken);
}

internal sealed class PostgresReminderConnections(string connectionString) : IReminderConnections, IAsyncDisposable
{
    private readonly NpgsqlDataSource source = PostgresConnections.ForReads(connectionString);

    public Task MigrateAsync(CancellationToken cancellationToken) => PostgresConnections.MigrateAsync(source, cancellationToken);

    public async ValueTask<DbConnection> OpenAsync(CancellationToken cancellationToken)
        => await source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);

    public ValueTask DisposeAsync() => source.DisposeAsync();
}

internal sealed class SqliteReminderConnections(string connectionString) : IReminderConnections
{
    public Task MigrateAsync(CancellationToken cancellationToken) => SqliteConnections.MigrateAsync(connectionString, cancellationToken);

    public ValueTask<DbConnection> OpenAsync(CancellationToken cancellationToken)
        => ValueTask.FromResult<DbConnection>(SqliteConnections.OpenForWrites(connectionString));
}
