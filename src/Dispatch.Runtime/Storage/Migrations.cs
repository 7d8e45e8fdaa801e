using System.Data.Common;
using System.Globalization;
using System.Reflection;

namespace Dispatch.Runtime.Storage;

/// <summary>
/// Brings a database up to the schema of this program: numbered scripts, each applied once, forward only. A database that a
/// newer program has touched is refused.
/// </summary>
internal static class Migrations
{
    private const string Ledger = "CREATE TABLE IF NOT EXISTS DispatchSchema (Version integer NOT NULL PRIMARY KEY, Script text NOT NULL)";

    public static async Task ApplyAsync(DbConnection connection, string dialect, string begin, CancellationToken cancellationToken)
    {
        var scripts = Scripts(dialect);
        await ExecuteAsync(connection, begin, cancellationToken).ConfigureAwait(false);
        try
        {
            await ExecuteAsync(connection, Ledger, cancellationToken).ConfigureAwait(false);
            var current = await VersionAsync(connection, cancellationToken).ConfigureAwait(false);
            var newest = scripts[^1].Version;
            if (current > newest)
            {
                throw new OrleansConfigurationException(
                    $"The database has schema version {current}, this program knows versions up to {newest}: a newer program has used it. "
                    + "Run that program, or restore the backup made before it ran.");
            }

            foreach (var script in scripts.Where(s => s.Version > current))
            {
                await ExecuteAsync(connection, script.Sql, cancellationToken).ConfigureAwait(false);
                await ExecuteAsync(
                    connection,
                    string.Create(CultureInfo.InvariantCulture, $"INSERT INTO DispatchSchema (Version, Script) VALUES ({script.Version}, '{script.Name}')"),
                    cancellationToken).ConfigureAwait(false);
            }

            await ExecuteAsync(connection, "COMMIT", cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await ExecuteAsync(connection, "ROLLBACK", CancellationToken.None).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>The scripts of a database in order; their names begin with the number, as in <c>postgres-0001-state.sql</c>.</summary>
    private static List<(int Version, string Name, string Sql)> Scripts(string dialect)
    {
        var assembly = Assembly.GetExecutingAssembly();
        var prefix = $"Dispatch.Runtime.Storage.Schema.{dialect}-";
        return
        [
            .. assembly.GetManifestResourceNames()
                .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(name => (int.Parse(name.AsSpan(prefix.Length, 4), CultureInfo.InvariantCulture), name[prefix.Length..], Text(assembly, name))),
        ];
    }

    private static string Text(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }

    private static async Task<int> VersionAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT COALESCE(MAX(Version), 0) FROM DispatchSchema";
        return Convert.ToInt32(await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false), CultureInfo.InvariantCulture);
    }

    private static async Task ExecuteAsync(DbConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }
}
