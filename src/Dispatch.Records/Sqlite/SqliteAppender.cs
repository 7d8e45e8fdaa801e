using System.Collections.Immutable;
using System.Security.Cryptography;
using Dispatch.Contracts.Records;
using Dispatch.Records.Chains;
using Microsoft.Data.Sqlite;

namespace Dispatch.Records.Sqlite;

/// <summary>The connection that writes, with its prepared statements.</summary>
internal sealed class SqliteAppender : IDisposable
{
    private const int EntriesAtOnce = 16;
    private const int ColumnCount = 22;

    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _begin;
    private readonly SqliteCommand _commit;
    private readonly SqliteCommand _rollback;
    private readonly SqliteCommand _head;
    private readonly SqliteCommand _has;
    private readonly SqliteCommand _salt;
    private readonly SqliteCommand _newSalt;
    private readonly SqliteCommand _forget;
    private readonly RowStatement _one;
    private readonly RowStatement _many;

    public SqliteAppender(SqliteConnection connection)
    {
        _connection = connection;
        _begin = Command("BEGIN IMMEDIATE", 0);
        _commit = Command("COMMIT", 0);
        _rollback = Command("ROLLBACK", 0);
        _head = Command("SELECT Sequence, Hash, RecordedAt FROM LedgerEntry WHERE Ledger = $1 ORDER BY Sequence DESC LIMIT 1", 1);
        _has = Command("SELECT 1 FROM LedgerEntry WHERE CommitId = $1", 1);
        _salt = Command("SELECT Salt FROM LedgerSalt WHERE Subject = $1", 1);
        _newSalt = Command("INSERT INTO LedgerSalt (Subject, Salt) VALUES ($1, $2)", 2);
        _forget = Command("DELETE FROM LedgerSalt WHERE Subject = $1", 1);
        _one = new RowStatement(connection, EntryRow.Columns, ColumnCount, 1);
        _many = new RowStatement(connection, EntryRow.Columns, ColumnCount, EntriesAtOnce);
    }

    public LedgerHead Head(string ledger)
    {
        _head.Parameters[0].Value = ledger;
        using var row = _head.ExecuteReader();
        return row.Read()
            ? new LedgerHead(ledger, row.GetInt64(0), Convert.ToHexStringLower(row.GetFieldValue<byte[]>(1)), Micros.At(row.GetInt64(2)))
            : LedgerHead.Empty(ledger);
    }

    public bool Has(string commitId)
    {
        _has.Parameters[0].Value = commitId;
        return _has.ExecuteScalar() is not null;
    }

    public bool Forget(string subject)
    {
        _forget.Parameters[0].Value = subject;
        return _forget.ExecuteNonQuery() > 0;
    }

    public LedgerHead Append(LedgerHead expected, ImmutableArray<CommittedDraft> drafts, DateTimeOffset now)
    {
        _begin.ExecuteNonQuery();
        try
        {
            var head = Insert(expected, drafts, now);
            _commit.ExecuteNonQuery();
            return head;
        }
        catch (LedgerConflictException)
        {
            _rollback.ExecuteNonQuery();
            throw;
        }
    }

    private LedgerHead Insert(LedgerHead expected, ImmutableArray<CommittedDraft> drafts, DateTimeOffset now)
    {
        if (Head(expected.Ledger) is var head && (head.Sequence, head.Hash) != (expected.Sequence, expected.Hash))
        {
            throw new LedgerConflictException($"Ledger '{expected.Ledger}' ends at {head.Sequence}, not at {expected.Sequence}.");
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        var entries = Chain.Link(head, [.. drafts.Where(draft => seen.Add(draft.CommitId) && !Has(draft.CommitId))], SaltOf, now);
        var written = 0;
        for (; entries.Count - written >= EntriesAtOnce; written += EntriesAtOnce)
        {
            _many.Run(entries, written);
        }

        for (; written < entries.Count; written++)
        {
            _one.Run(entries, written);
        }

        return entries.Count == 0 ? head : Chain.Head(entries[^1]);
    }

    public void Dispose()
    {
        foreach (var command in new[] { _begin, _commit, _rollback, _head, _has, _salt, _newSalt, _forget })
        {
            command.Dispose();
        }

        _one.Dispose();
        _many.Dispose();
        _connection.Dispose();
    }

    private byte[] SaltOf(string subject)
    {
        _salt.Parameters[0].Value = subject;
        if (_salt.ExecuteScalar() is byte[] salt)
        {
            return salt;
        }

        salt = RandomNumberGenerator.GetBytes(Chain.SaltBytes);
        (_newSalt.Parameters[0].Value, _newSalt.Parameters[1].Value) = (subject, salt);
        _newSalt.ExecuteNonQuery();
        return salt;
    }

    private SqliteCommand Command(string sql, int parameters)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        for (var place = 1; place <= parameters; place++)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = $"${place}" });
        }

        return command;
    }
}
