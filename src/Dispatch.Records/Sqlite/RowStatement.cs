using System.Text;
using Dispatch.Contracts.Records;
using Dispatch.Records.Chains;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Dispatch.Records.Sqlite;

/// <summary>A prepared insert of so many entries at once, whose parameters are bound without objects in between.</summary>
internal sealed class RowStatement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private readonly int _rows;
    private byte[] _utf8 = new byte[1_024];

    public RowStatement(SqliteConnection connection, string columns, int columnCount, int rows)
    {
        (_database, _rows) = (connection.Handle!, rows);
        var values = $"({string.Join(',', Enumerable.Repeat('?', columnCount))})";
        Check(raw.sqlite3_prepare_v2(_database, $"INSERT INTO LedgerEntry ({columns}) VALUES {string.Join(',', Enumerable.Repeat(values, rows))}", out _statement));
    }

    /// <summary>Inserts the entries from a place on.</summary>
    public void Run(List<LedgerEntry> entries, int from)
    {
        var place = 0;
        for (var row = 0; row < _rows; row++)
        {
            Bind(entries[from + row], ref place);
        }

        var result = raw.sqlite3_step(_statement);
        _ = raw.sqlite3_reset(_statement);
        if (result != raw.SQLITE_DONE)
        {
            Check(result);
        }
    }

    public void Dispose() => _statement.Dispose();

    private void Bind(LedgerEntry entry, ref int place)
    {
        Bind(entry.Ledger, ref place);
        Bind(entry.Sequence, ref place);
        Bind(Micros.Of(entry.At), ref place);
        Bind(Micros.Of(entry.RecordedAt), ref place);
        Bind(entry.Actor, ref place);
        Bind(entry.Role, ref place);
        Bind(entry.Action, ref place);
        Bind(entry.Subject, ref place);
        Bind(entry.CommitId, ref place);
        var facets = entry.Facets;
        Bind(facets.Community, ref place);
        Bind(facets.Service, ref place);
        Bind(facets.Level, ref place);
        Bind(facets.Responder, ref place);
        Bind(facets.AgeBand, ref place);
        Bind(facets.Channel, ref place);
        Bind(facets.Reason, ref place);
        Bind(facets.With, ref place);
        Bind(facets.Item, ref place);
        Bind(facets.Amount, ref place);
        Bind(entry.Digest.AsSpan(), ref place);
        Bind(entry.PrevHash.AsSpan(), ref place);
        Bind(entry.Hash.AsSpan(), ref place);
    }

    private void Bind(string? text, ref int place)
    {
        if (text is null)
        {
            Check(raw.sqlite3_bind_null(_statement, ++place));
            return;
        }

        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        _utf8 = most <= _utf8.Length ? _utf8 : new byte[most];
        Check(raw.sqlite3_bind_text(_statement, ++place, _utf8.AsSpan(0, Encoding.UTF8.GetBytes(text, _utf8))));
    }

    private void Bind(long? number, ref int place) => Check(
        number is { } value ? raw.sqlite3_bind_int64(_statement, ++place, value) : raw.sqlite3_bind_null(_statement, ++place));

    private void Bind(ReadOnlySpan<byte> bytes, ref int place) => Check(
        bytes.IsEmpty ? raw.sqlite3_bind_null(_statement, ++place) : raw.sqlite3_bind_blob(_statement, ++place, bytes));

    private void Check(int result) => SqliteException.ThrowExceptionForRC(result, _database);
}
