using System.Runtime.InteropServices;
using Dispatch.Contracts.Records;
using Dispatch.Records.Chains;
using Npgsql;
using NpgsqlTypes;

namespace Dispatch.Records.Postgres;

/// <summary>Inserts a batch by one statement, whose rows are given column by column.</summary>
internal static class PostgresInsert
{
    private const string Statement = $"""
        INSERT INTO LedgerEntry ({EntryRow.Columns})
        SELECT $1, w.* FROM unnest($2::bigint[], $3::bigint[], $4::bigint[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[],
            $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[], $18::text[], $19::bigint[], $20::bytea[], $21::bytea[], $22::bytea[]) AS w
        """;

    public static async Task RunAsync(NpgsqlConnection connection, List<LedgerEntry> entries, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Statement, connection);
        var parameters = command.Parameters;
        parameters.Add(new NpgsqlParameter<string> { TypedValue = entries[0].Ledger });
        Add(parameters, NpgsqlDbType.Bigint, entries, static e => e.Sequence);
        Add(parameters, NpgsqlDbType.Bigint, entries, static e => Micros.Of(e.At));
        Add(parameters, NpgsqlDbType.Bigint, entries, static e => Micros.Of(e.RecordedAt));
        Add(parameters, NpgsqlDbType.Text, entries, static e => e.Actor);
        Add(parameters, NpgsqlDbType.Text, entries, static e => e.Role);
        Add(parameters, NpgsqlDbType.Text, entries, static e => e.Action);
        Add(parameters, NpgsqlDbType.Text, entries, static e => e.Subject);
        Add(parameters, NpgsqlDbType.Text, entries, static e => e.CommitId);
        Add(parameters, NpgsqlDbType.Text, entries, static e => e.Facets.Community);
        Add(parameters, NpgsqlDbType.Text, entries, static e => e.Facets.Service);
        Add(parameters, NpgsqlDbType.Text, entries, static e => e.Facets.Level);
        Add(parameters, NpgsqlDbType.Text, entries, static e => e.Facets.Responder);
        Add(parameters, NpgsqlDbType.Text, entries, static e => e.Facets.AgeBand);
        Add(parameters, NpgsqlDbType.Text, entries, static e => e.Facets.Channel);
        Add(parameters, NpgsqlDbType.Text, entries, static e => e.Facets.Reason);
        Add(parameters, NpgsqlDbType.Text, entries, static e => e.Facets.With);
        Add(parameters, NpgsqlDbType.Text, entries, static e => e.Facets.Item);
        Add(parameters, NpgsqlDbType.Bigint, entries, static e => e.Facets.Amount);
        Add(parameters, NpgsqlDbType.Bytea, entries, static e => e.Digest.IsEmpty ? null : ImmutableCollectionsMarshal.AsArray(e.Digest));
        Add(parameters, NpgsqlDbType.Bytea, entries, static e => ImmutableCollectionsMarshal.AsArray(e.PrevHash));
        Add(parameters, NpgsqlDbType.Bytea, entries, static e => ImmutableCollectionsMarshal.AsArray(e.Hash));
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    private static void Add<T>(NpgsqlParameterCollection parameters, NpgsqlDbType type, List<LedgerEntry> entries, Func<LedgerEntry, T> value)
    {
        var values = new T[entries.Count];
        for (var place = 0; place < values.Length; place++)
        {
            values[place] = value(entries[place]);
        }

        parameters.Add(new NpgsqlParameter<T[]> { NpgsqlDbType = NpgsqlDbType.Array | type, TypedValue = values });
    }
}
