using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Npgsql;

namespace Dispatch.Sealing.Keys;

/// <summary>Keys in a table beside the rows, for all processes of a cluster. What it is given is sealed already.</summary>
internal sealed class PostgresKeys(string connectionString) : IDeletableXmlRepository
{
    // Two processes that find no table must not both make it. Any number will do that nobody else takes.
    private const string Prepare = """
        SELECT pg_advisory_xact_lock(4837263);
        CREATE TABLE IF NOT EXISTS StoreKey (Name text NOT NULL PRIMARY KEY, Value text NOT NULL, CreatedAt timestamptz NOT NULL DEFAULT now());
        """;

    public IReadOnlyCollection<XElement> GetAllElements() => [.. Rows().Select(row => row.Element)];

    public void StoreElement(XElement element, string friendlyName)
    {
        using var connection = Open();
        using var transaction = connection.BeginTransaction();
        using var prepare = new NpgsqlCommand(Prepare, connection, transaction);
        prepare.ExecuteNonQuery();
        using var insert = new NpgsqlCommand("INSERT INTO StoreKey (Name, Value) VALUES ($1, $2)", connection, transaction)
        {
            Parameters = { new() { Value = friendlyName }, new() { Value = element.ToString(SaveOptions.DisableFormatting) } },
        };
        insert.ExecuteNonQuery();
        transaction.Commit();
    }

    public bool DeleteElements(Action<IReadOnlyCollection<IDeletableElement>> chooseElements)
    {
        var rows = Rows();
        chooseElements(rows);
        using var connection = Open();
        foreach (var row in rows.Where(row => row.DeletionOrder is not null).OrderBy(row => row.DeletionOrder))
        {
            using var delete = new NpgsqlCommand("DELETE FROM StoreKey WHERE Name = $1", connection) { Parameters = { new() { Value = row.Name } } };
            delete.ExecuteNonQuery();
        }

        return true;
    }

    private List<Row> Rows()
    {
        using var connection = Open();
        using var command = new NpgsqlCommand("SELECT Name, Value FROM StoreKey ORDER BY CreatedAt", connection);
        var rows = new List<Row>();
        try
        {
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                rows.Add(new Row(reader.GetString(0), XElement.Parse(reader.GetString(1))));
            }
        }
        catch (PostgresException missing) when (missing.SqlState == PostgresErrorCodes.UndefinedTable)
        {
            // No key was ever made in this database.
        }

        return rows;
    }

    private NpgsqlConnection Open()
    {
        // Keys are read a few times a day: no connection waits for that.
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        connection.Open();
        return connection;
    }

    private sealed class Row(string name, XElement element) : IDeletableElement
    {
        public string Name => name;

        public XElement Element => element;

        public int? DeletionOrder { get; set; }
    }
}
