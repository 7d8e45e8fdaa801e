using System.Runtime.InteropServices;
using Npgsql;
using NpgsqlTypes;

namespace Dispatch.Runtime.Storage.Postgres;

/// <summary>The statements of a batch. Each takes its rows as arrays and returns the places of the rows it wrote.</summary>
internal static class PostgresStatements
{
    public const string Update = $"""
        UPDATE OrleansStorage s SET PayloadBinary = w.Payload, ModifiedOn = now() AT TIME ZONE 'utc', Version = s.Version + 1
        FROM unnest($2::int[], $3::int[], $4::bigint[], $5::bigint[], $6::text[], $7::text[], $8::int[], $9::bytea[])
             WITH ORDINALITY AS w(IdHash, TypeHash, N0, N1, Type, Extension, Expected, Payload, Place)
        {EachLookedUp}
        RETURNING w.Place::int
        """;

    public const string Insert = """
        WITH w AS (
            SELECT * FROM unnest($2::int[], $3::int[], $4::bigint[], $5::bigint[], $6::text[], $7::text[], $8::bytea[])
                 WITH ORDINALITY AS w(IdHash, TypeHash, N0, N1, Type, Extension, Payload, Place)
        ), s AS (
            INSERT INTO OrleansStorage
                (GrainIdHash, GrainTypeHash, GrainIdN0, GrainIdN1, GrainTypeString, GrainIdExtensionString, ServiceId, PayloadBinary, ModifiedOn, Version)
            SELECT IdHash, TypeHash, N0, N1, Type, Extension, $1, Payload, now() AT TIME ZONE 'utc', 1 FROM w
            ON CONFLICT DO NOTHING
            RETURNING *
        )
        SELECT w.Place::int FROM s JOIN w ON s.GrainIdHash = w.IdHash AND s.GrainTypeHash = w.TypeHash AND s.GrainIdN0 = w.N0 AND s.GrainIdN1 = w.N1
            AND s.GrainTypeString = w.Type AND s.GrainIdExtensionString IS NOT DISTINCT FROM w.Extension
        """;

    public const string Delete = $"""
        DELETE FROM OrleansStorage s
        USING unnest($2::int[], $3::int[], $4::bigint[], $5::bigint[], $6::text[], $7::text[], $8::int[])
              WITH ORDINALITY AS w(IdHash, TypeHash, N0, N1, Type, Extension, Expected, Place)
        {EachLookedUp}
        RETURNING w.Place::int
        """;

    // One look into the index for each row of the batch, whatever the planner knows. A plain join's plan, made while the table was small, would go
    // through the whole table for each batch until statistics are next gathered. The version is asked again of the row itself: of one that another
    // changed meanwhile the server takes the newest state, and asks that only.
    private const string EachLookedUp = """
        CROSS JOIN LATERAL (
            SELECT o.ctid FROM OrleansStorage o
            WHERE o.GrainIdHash = w.IdHash AND o.GrainTypeHash = w.TypeHash AND o.GrainIdN0 = w.N0 AND o.GrainIdN1 = w.N1
              AND o.GrainTypeString = w.Type AND o.GrainIdExtensionString IS NOT DISTINCT FROM w.Extension AND o.ServiceId = $1
            LIMIT 1
        ) found
        WHERE s.ctid = found.ctid AND s.Version = w.Expected
        """;

    public static NpgsqlBatchCommand Command(string statement, string serviceId, List<StateWrite> writes, bool withVersions, bool withPayloads)
    {
        var command = new NpgsqlBatchCommand(statement);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = serviceId });
        command.Parameters.Add(Array(NpgsqlDbType.Integer, writes, static w => w.Key.KeyHash));
        command.Parameters.Add(Array(NpgsqlDbType.Integer, writes, static w => w.Key.StateNameHash));
        command.Parameters.Add(Array(NpgsqlDbType.Bigint, writes, static w => w.Key.N0));
        command.Parameters.Add(Array(NpgsqlDbType.Bigint, writes, static w => w.Key.N1));
        command.Parameters.Add(Array(NpgsqlDbType.Text, writes, static w => w.Key.StateName));
        command.Parameters.Add(Array(NpgsqlDbType.Text, writes, static w => w.Key.Extension));
        if (withVersions)
        {
            command.Parameters.Add(Array(NpgsqlDbType.Integer, writes, static w => w.Expected!.Value));
        }

        if (withPayloads)
        {
            command.Parameters.Add(Array(NpgsqlDbType.Bytea, writes, static w => Bytes(w.Payload)));
        }

        return command;
    }

    private static NpgsqlParameter<T[]> Array<T>(NpgsqlDbType type, List<StateWrite> writes, Func<StateWrite, T> value)
    {
        var values = new T[writes.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = value(writes[i]);
        }

        return new NpgsqlParameter<T[]> { NpgsqlDbType = NpgsqlDbType.Array | type, TypedValue = values };
    }

    // A serializer hands over an array of exactly the payload's length, as a rule; only otherwise must it be copied.
    private static byte[]? Bytes(ReadOnlyMemory<byte>? payload)
        => payload is not { } memory ? null
            : MemoryMarshal.TryGetArray(memory, out var segment) && segment.Offset == 0 && segment.Count == segment.Array!.Length ? segment.Array
            : memory.ToArray();
}
