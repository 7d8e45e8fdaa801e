using Npgsql;

namespace Dispatch.Runtime.Storage.Postgres;

/// <summary>What a failure of PostgreSQL says about the batch. Codes: https://www.postgresql.org/docs/15/errcodes-appendix.html</summary>
internal static class PostgresFailure
{
    private const string ReadOnlyTransaction = "25006";

    /// <summary>The server, not the statement, is the trouble: lost connection, no space, shutting down, read only.</summary>
    public static bool IsOutage(NpgsqlException failure)
        => failure is not PostgresException { SqlState: var code } || code == ReadOnlyTransaction || code[..2] is "08" or "53" or "57" or "58" or "XX";

    /// <summary>Whether the server answered that it rolled back. A lost connection or a shutdown leaves the outcome open.</summary>
    public static bool IsRolledBack(Exception failure)
        => failure is PostgresException { SqlState: var code } && code[..2] is not ("08" or "57" or "58" or "XX");
}
