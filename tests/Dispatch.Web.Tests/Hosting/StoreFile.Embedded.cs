using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Dispatch.Web.Tests.Hosting;

/// <summary>The store as somebody at the sqlite3 prompt sees it.</summary>
internal sealed class StoreFile : IAsyncDisposable
{
    private readonly SqliteConnection _connection;

    public StoreFile(string data)
    {
        SQLitePCL.Batteries_V2.Init();
        _connection = new SqliteConnection($"Data Source={Path.Combine(data, "dispatch.db")};Pooling=False");
        _connection.Open();
    }

    /// <summary>Keeps everybody else from writing.</summary>
    public void Lock() => Execute("BEGIN IMMEDIATE");

    public void Unlock() => Execute("ROLLBACK");

    /// <summary>Everything that is stored under a state name, as text.</summary>
    public string Values(string state) =>
        Convert.ToString(Read("SELECT coalesce(group_concat(Value, char(10)), '') FROM GrainStates WHERE State = $state", state), CultureInfo.InvariantCulture)!;

    /// <summary>How often the rows of a state name were written.</summary>
    public long Version(string state) =>
        Convert.ToInt64(Read("SELECT coalesce(sum(Version), 0) FROM GrainStates WHERE State = $state", state), CultureInfo.InvariantCulture);

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private object? Read(string sql, string state)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$state", state);
        return command.ExecuteScalar();
    }

    private void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
