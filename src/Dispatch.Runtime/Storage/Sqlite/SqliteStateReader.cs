using Microsoft.Data.Sqlite;

namespace Dispatch.Runtime.Storage.Sqlite;

/// <summary>A connection with the prepared read of one state. Used by one caller at a time.</summary>
internal sealed class SqliteStateReader : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly SqliteCommand select;

    public SqliteStateReader(string connectionString, string serviceId)
    {
        connection = SqliteConnections.OpenForReads(connectionString);
        select = connection.CreateCommand();
        select.CommandText = "SELECT Payload, Version FROM GrainState WHERE GrainKey = $key AND StateName = $state AND ServiceId = $service";
        select.Parameters.Add("$key", SqliteType.Text);
        select.Parameters.Add("$state", SqliteType.Text);
        select.Parameters.AddWithValue("$service", serviceId);
    }

    public StoredState? Read(StateKey key)
    {
        select.Parameters[0].Value = key.Key;
        select.Parameters[1].Value = key.StateName;
        using var reader = select.ExecuteReader();
        return reader.Read() ? new StoredState(reader.IsDBNull(0) ? null : reader.GetFieldValue<byte[]>(0), reader.GetInt32(1)) : null;
    }

    public void Dispose()
    {
        select.Dispose();
        connection.Dispose();
    }
}
