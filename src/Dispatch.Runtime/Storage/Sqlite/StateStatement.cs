using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Dispatch.Runtime.Storage.Sqlite;

/// <summary>A prepared statement on one state, whose parameters are bound without objects in between: every commit of every actor comes through here.</summary>
/// <remarks>Parameters by place: 1 service, 2 state name, 3 key, 4 payload, 5 expected version; a statement uses those that it has.</remarks>
internal sealed class StateStatement : IDisposable
{
    private readonly sqlite3 database;
    private readonly sqlite3_stmt statement;
    private readonly int parameters;

    public StateStatement(SqliteConnection connection, string serviceId, string sql)
    {
        database = connection.Handle!;
        Check(raw.sqlite3_prepare_v2(database, sql, out statement));
        parameters = raw.sqlite3_bind_parameter_count(statement);
        Bind(1, serviceId);
    }

    /// <summary>Runs the statement; true when it changed a row.</summary>
    public bool Run(in StateKey key, ReadOnlyMemory<byte>? payload, int? expected)
    {
        Bind(2, key.StateName);
        Bind(3, key.Key);
        if (parameters >= 4)
        {
            Check(payload is { } bytes ? raw.sqlite3_bind_blob(statement, 4, bytes.Span) : raw.sqlite3_bind_null(statement, 4));
        }

        if (parameters >= 5)
        {
            Check(raw.sqlite3_bind_int(statement, 5, expected ?? 0));
        }

        var result = raw.sqlite3_step(statement);
        _ = raw.sqlite3_reset(statement);
        if (result != raw.SQLITE_DONE)
        {
            Check(result);
        }

        return raw.sqlite3_changes(database) == 1;
    }

    public void Dispose() => statement.Dispose();

    private void Bind(int place, string text)
    {
        Span<byte> utf8 = stackalloc byte[Encoding.UTF8.GetMaxByteCount(StateKey.LongestText)];
        Check(raw.sqlite3_bind_text(statement, place, utf8[..Encoding.UTF8.GetBytes(text, utf8)]));
    }

    private void Check(int result) => SqliteException.ThrowExceptionForRC(result, database);
}
