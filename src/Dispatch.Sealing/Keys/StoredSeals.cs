using System.Data.Common;
using System.Text;
using Dispatch.Sealing.Hosting;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Dispatch.Sealing.Keys;

/// <summary>Which keys rows of the store are sealed with, by a look at few of them. A store, or a table, that is not there yet has none.</summary>
internal static class StoredSeals
{
    /// <summary>How a sealed row begins, and what follows of it up to the id of its key.</summary>
    private const string Head = "{\"sealed\":\"";
    private const int NameLength = 32;
    private const int KeyIdAt = 7;
    private const int KeyIdLength = 16;

    /// <summary>Rows that are looked at where the ring is not empty: some 2 ms on a store of any size.</summary>
    private const int Look = 256;

    // The rows that came last lie at the end of either table. A subselect, because a volatile function is no bound of a range of pages.
    private const string NewestOfPostgres = """
        SELECT substring(PayloadBinary FROM 1 FOR 43) FROM OrleansStorage
        WHERE ctid >= (SELECT format('(%s,0)', greatest(pg_relation_size('orleansstorage') / current_setting('block_size')::bigint - 64, 0))::tid)
          AND substring(PayloadBinary FROM 1 FOR 11) = @head
        LIMIT @most
        """;

    private const string NewestOfSqlite = """
        SELECT substr(Payload, 1, 43) FROM (SELECT Payload FROM GrainState ORDER BY rowid DESC LIMIT @most) WHERE substr(Payload, 1, 11) = @head
        """;

    /// <summary>Whether any row is sealed. Goes through the whole store where none is: to be asked only before the first key of a ring is made.</summary>
    public static bool Any(SealingSettings settings) => Ask(settings, isPostgres => isPostgres
        ? "SELECT substring(PayloadBinary FROM 1 FOR 43) FROM OrleansStorage WHERE substring(PayloadBinary FROM 1 FOR 11) = @head LIMIT @most"
        : "SELECT substr(Payload, 1, 43) FROM GrainState WHERE substr(Payload, 1, 11) = @head LIMIT @most", 1).Count > 0;

    /// <summary>The key of each sealed row among those that came last.</summary>
    public static IReadOnlyList<Guid> Newest(SealingSettings settings) => Ask(settings, isPostgres => isPostgres ? NewestOfPostgres : NewestOfSqlite, Look);

    private static List<Guid> Ask(SealingSettings settings, Func<bool, string> question, int most)
    {
        var file = Path.Combine(settings.DataPath, "dispatch.db");
        if (settings.Postgres is null && !File.Exists(file))
        {
            return [];
        }

        using DbConnection connection = settings.Postgres is { } postgres
            ? new NpgsqlConnection(new NpgsqlConnectionStringBuilder(postgres) { Pooling = false }.ConnectionString)
            : new SqliteConnection(
                new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadWrite, Pooling = false, DefaultTimeout = 10 }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = settings.Postgres is null
            ? "SELECT EXISTS (SELECT 1 FROM sqlite_master WHERE name = 'GrainState')"
            : "SELECT to_regclass('orleansstorage') IS NOT NULL";
        return Convert.ToBoolean(command.ExecuteScalar(), null) ? Read(command, question(settings.Postgres is not null), most) : [];
    }

    private static List<Guid> Read(DbCommand command, string question, int most)
    {
        command.CommandText = question;
        command.CommandTimeout = 0;
        Add(command, "head", Encoding.UTF8.GetBytes(Head));
        Add(command, "most", most);
        var keys = new List<Guid>();
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            keys.Add(KeyOf(reader.GetFieldValue<byte[]>(0)));
        }

        return keys;
    }

    /// <summary>Guid.Empty, which no ring holds, of a row that is too short to name one.</summary>
    private static Guid KeyOf(byte[] start)
    {
        var box = new byte[NameLength];
        var text = Encoding.ASCII.GetString(start.AsSpan(Head.Length));
        return text.Length == NameLength && Convert.TryFromBase64String(text, box, out var length) && length >= KeyIdAt + KeyIdLength
            ? new Guid(box.AsSpan(KeyIdAt, KeyIdLength))
            : Guid.Empty;
    }

    private static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
    }
}
