using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;
using Dispatch.Contracts.Records;
using Dispatch.Records.Chains;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Dispatch.Records.Sqlite;

/// <summary>Reads every entry in order, column by column without objects in between. Codes that repeat from row to row are one string.</summary>
internal sealed class EntryReader : IDisposable
{
    // What differs from row to row is not worth remembering.
    private const int Subject = 7;
    private const int CommitId = 8;
    private const int Item = 17;

    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private readonly Words _words = new();
    private bool _isAtEnd;

    public EntryReader(SqliteConnection connection)
    {
        _database = connection.Handle!;
        Check(raw.sqlite3_prepare_v2(_database, $"SELECT {EntryRow.Columns} FROM LedgerEntry ORDER BY Ledger, Sequence", out _statement));
    }

    /// <summary>At most so many entries; none at the end.</summary>
    public List<LedgerEntry> Next(int most)
    {
        var page = new List<LedgerEntry>(most);
        while (page.Count < most && !_isAtEnd)
        {
            var result = raw.sqlite3_step(_statement);
            if (result != raw.SQLITE_ROW)
            {
                // A further step would begin anew.
                Check(result == raw.SQLITE_DONE ? raw.SQLITE_OK : result);
                _isAtEnd = true;
                break;
            }

            page.Add(Read());
        }

        return page;
    }

    public void Dispose() => _statement.Dispose();

    private LedgerEntry Read() => new(
        Text(0)!,
        raw.sqlite3_column_int64(_statement, 1),
        Micros.At(raw.sqlite3_column_int64(_statement, 2)),
        Micros.At(raw.sqlite3_column_int64(_statement, 3)),
        Text(4)!,
        Text(5),
        Text(6)!,
        Text(7)!,
        Text(8)!,
        new Facets(Text(9), Text(10), Text(11), Text(12), Text(13), Text(14), Text(15), Text(16), Text(17), Amount(18)),
        Bytes(19),
        Bytes(20),
        Bytes(21));

    private string? Text(int column)
    {
        // A value that somebody made null where none may be reads as an empty text: its hash then tells.
        var utf8 = raw.sqlite3_column_blob(_statement, column);
        return utf8.IsEmpty
            ? raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL && column is not (0 or 4 or 6 or 7 or 8) ? null : ""
            : column is Subject or CommitId or Item ? Encoding.UTF8.GetString(utf8) : _words.Of(utf8);
    }

    private long? Amount(int column) =>
        raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL ? null : raw.sqlite3_column_int64(_statement, column);

    private ImmutableArray<byte> Bytes(int column) =>
        ImmutableCollectionsMarshal.AsImmutableArray(raw.sqlite3_column_blob(_statement, column).ToArray());

    private void Check(int result) => SqliteException.ThrowExceptionForRC(result, _database);
}
