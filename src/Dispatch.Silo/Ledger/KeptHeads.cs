using System.Data.Common;
using System.Text.Json;
using Dispatch.Contracts.Records;
using Dispatch.Grains.Storage;
using Dispatch.Silo.Hosting;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Dispatch.Silo.Ledger;

/// <summary>The heads that the ledgers keep in their own rows, in another table than the chains: a chain that was cut off ends before its head.</summary>
internal static class KeptHeads
{
    public static async Task<IReadOnlyList<LedgerHead>> ReadAsync(SiloSettings settings)
    {
        if (settings.Postgres is { } postgres)
        {
            return await ReadAsync(new NpgsqlConnection(postgres), "SELECT PayloadBinary FROM OrleansStorage WHERE GrainTypeString = 'ledger'");
        }

        var file = Path.Combine(settings.DataPath, "dispatch.db");
        return File.Exists(file)
            ? await ReadAsync(
                new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ToString()),
                "SELECT Payload FROM GrainState WHERE StateName = 'ledger'")
            : [];
    }

    private static async Task<IReadOnlyList<LedgerHead>> ReadAsync(DbConnection connection, string sql)
    {
        await using var _ = connection;
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var rows = await command.ExecuteReaderAsync();
        var heads = new List<LedgerHead>();
        while (await rows.ReadAsync())
        {
            if (!await rows.IsDBNullAsync(0) && Head(rows.GetFieldValue<byte[]>(0)) is { } head)
            {
                heads.Add(head);
            }
        }

        return heads;
    }

    private static LedgerHead? Head(byte[] row)
    {
        using var document = JsonDocument.Parse(row);
        return document.RootElement.TryGetProperty("value", out var value) && value.ValueKind == JsonValueKind.Object
            ? new JsonStateSerializer().Deserialize<LedgerHead>(new BinaryData(value.GetRawText()))
            : null;
    }
}
