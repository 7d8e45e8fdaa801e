using Npgsql;

namespace Dispatch.Runtime.Storage.Postgres;

/// <summary>How the runtime connects to PostgreSQL.</summary>
internal static class PostgresConnections
{
    /// <summary>So many reads go on at once; the others wait for a moment. A server lets in a hundred by itself, and every silo of a cluster counts.</summary>
    private const int MostReads = 16;

    // Any number will do, as long as all processes that migrate one database use the same.
    private const string Begin = "BEGIN; SELECT pg_advisory_xact_lock(4837261)";

    public static NpgsqlDataSource ForReads(string connectionString) => NpgsqlDataSource.Create(Prepared(connectionString));

    public static NpgsqlDataSource ForWrites(string connectionString)
    {
        var builder = Prepared(connectionString);

        // A quiet night's restart of the server is noticed here, not by the first writer of the morning.
        builder.KeepAlive = 10;

        // A batch looks its rows up by index, always: a plan made while the table was small must not scan it when it is large.
        builder.Options = $"{builder.Options} -c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off";
        return NpgsqlDataSource.Create(builder);
    }

    public static async Task MigrateAsync(NpgsqlDataSource source, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await Migrations.ApplyAsync(connection, "postgres", Begin, cancellationToken).ConfigureAwait(false);
    }

    private static NpgsqlConnectionStringBuilder Prepared(string connectionString)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString) { MaxAutoPrepare = 20, AutoPrepareMinUsages = 2 };

        // Nothing that a statement here leaves behind must be cleared between two uses of a connection.
        builder.NoResetOnClose = true;

        // Every statement finds its rows by key, so one plan serves all values; by itself the server plans anew each time.
        builder.Options = $"{builder.Options} -c plan_cache_mode=force_generic_plan".TrimStart();

        // ContainsKey would say whether there is such a key at all, not whether it was given.
        var given = builder.Keys;
        if (!given.Contains("Maximum Pool Size"))
        {
            builder.MaxPoolSize = MostReads;
        }

        if (!given.Contains("Command Timeout"))
        {
            builder.CommandTimeout = 10;
        }

        return builder;
    }
}
