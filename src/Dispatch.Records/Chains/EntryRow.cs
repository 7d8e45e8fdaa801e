using System.Collections.Immutable;
using System.Data.Common;
using System.Runtime.InteropServices;
using Dispatch.Contracts.Records;

namespace Dispatch.Records.Chains;

/// <summary>An entry as a row of the table.</summary>
internal static class EntryRow
{
    /// <summary>The columns in the order in which rows are read and written.</summary>
    public const string Columns =
        "Ledger, Sequence, At, RecordedAt, Actor, Role, Action, Subject, CommitId, Community, Service, Level, Responder, AgeBand, Channel, Reason, Other, Item, "
        + "Amount, Digest, PrevHash, Hash";

    public static LedgerEntry Read(DbDataReader row) => new(
        row.GetString(0),
        row.GetInt64(1),
        Micros.At(row.GetInt64(2)),
        Micros.At(row.GetInt64(3)),
        row.GetString(4),
        Text(row, 5),
        row.GetString(6),
        row.GetString(7),
        row.GetString(8),
        new Facets(
            Text(row, 9), Text(row, 10), Text(row, 11), Text(row, 12), Text(row, 13), Text(row, 14), Text(row, 15), Text(row, 16), Text(row, 17),
            row.IsDBNull(18) ? null : row.GetInt64(18)),
        row.IsDBNull(19) ? [] : Bytes(row, 19),
        Bytes(row, 20),
        Bytes(row, 21));

    private static string? Text(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static ImmutableArray<byte> Bytes(DbDataReader row, int column) => ImmutableCollectionsMarshal.AsImmutableArray(row.GetFieldValue<byte[]>(column));
}
