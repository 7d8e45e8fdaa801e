using System.Globalization;
using Npgsql;

namespace Dispatch.Web.Tests.Hosting;

/// <summary>The store as somebody at psql sees it.</summary>
internal sealed class StoreFile(string data) : IAsyncDisposable
{
    private readonly NpgsqlDataSource _source = NpgsqlDataSource.Create(Stores.Database(data));

    /// <summary>Everything that is stored under a state name, as text.</summary>
    public string Values(string state) =>
        Convert.ToString(Read("SELECT coalesce(string_agg(Value::text, chr(10)), '') FROM GrainStates WHERE State = @state", state), CultureInfo.InvariantCulture)!;

    /// <summary>How often the rows of a state name were written.</summary>
    public long Version(string state) =>
        Convert.ToInt64(Read("SELECT coalesce(sum(Version), 0) FROM GrainStates WHERE State = @state", state), CultureInfo.InvariantCulture);

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    private object? Read(string sql, string state)
    {
        using var command = _source.CreateCommand(sql);
        command.Parameters.AddWithValue("state", state);
        return command.ExecuteScalar();
    }
}
