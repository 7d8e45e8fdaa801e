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
        WHERE {SameRow} AND s.Version = w.Expected
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
        WHERE {SameRow} AND s.Version = w.Expected
        RETURNING w.Place::int
        """;

    private const string SameRow = """
        s.GrainIdHash = w.IdHash AND s.GrainTypeHash = w.TypeHash AND s.GrainIdN0 = w.N0 AND s.GrainIdN1 = w.N1
        AND s.GrainTypeString = w.Type AND s.GrainIdExtensionString IS NOT DISTINCT FROM w.Extension AND s.ServiceId = $1
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
