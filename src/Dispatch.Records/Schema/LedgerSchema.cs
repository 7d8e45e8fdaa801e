using System.Data.Common;
using System.Globalization;
using System.Reflection;

namespace Dispatch.Records.Schema;

/// <summary>Brings a database up to the tables of this program: numbered scripts, each applied once. One that a newer program has used is refused.</summary>
internal static class LedgerSchema
{
    private const string Versions = "CREATE TABLE IF NOT EXISTS LedgerSchema (Version integer NOT NULL PRIMARY KEY)";

    /// <summary>Applies what is missing, in one transaction that <paramref name="begin"/> opens.</summary>
    public static async Task ApplyAsync(DbConnection connection, string dialect, string begin, CancellationToken cancellationToken)
    {
        await ExecuteAsync(connection, begin, cancellationToken).ConfigureAwait(false);
        try
        {
            await ExecuteAsync(connection, Versions, cancellationToken).ConfigureAwait(false);
            var current = await VersionAsync(connection, cancellationToken).ConfigureAwait(false);
            var scripts = Scripts(dialect);
            if (current > scripts[^1].Version)
            {
                throw new InvalidOperationException(
                    $"The service record has schema version {current}, this program knows versions up to {scripts[^1].Version}: a newer program has used it.");
            }

            foreach (var (version, sql) in scripts.Where(script => script.Version > current))
            {
                await ExecuteAsync(connection, sql, cancellationToken).ConfigureAwait(false);
                await ExecuteAsync(connection, $"INSERT INTO LedgerSchema (Version) VALUES ({version})", cancellationToken).ConfigureAwait(false);
            }

            await ExecuteAsync(connection, "COMMIT", cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await ExecuteAsync(connection, "ROLLBACK", CancellationToken.None).ConfigureAwait(false);
            throw;
        }
    }

    private static List<(int Version, string Sql)> Scripts(string dialect)
    {
        var assembly = Assembly.GetExecutingAssembly();
        var prefix = $"Dispatch.Records.Schema.{dialect}-";
        return
        [
            .. assembly.GetManifestResourceNames()
                .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(name => (int.Parse(name.AsSpan(prefix.Length, 4), CultureInfo.InvariantCulture), Text(assembly, name))),
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
        command.CommandText = "SELECT COALESCE(MAX(Version), 0) FROM LedgerSchema";
        return Convert.ToInt32(await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false), CultureInfo.InvariantCulture);
    }

    private static async Task ExecuteAsync(DbConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }
}
