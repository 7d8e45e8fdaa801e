using System.Collections.Immutable;
using Dispatch.Contracts.Records;
using Dispatch.Records.Chains;
using Microsoft.Data.Sqlite;

namespace Dispatch.Records.Sqlite;

/// <summary>Chains in a SQLite file of their own. One append at a time, each a transaction on a thread of the pool; reads have connections of their own.</summary>
internal sealed class SqliteLedgerStore(string file) : ILedgerStore, IAsyncDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private SqliteAppender? _appender;

    public Task<LedgerHead> HeadAsync(string ledger, CancellationToken cancellationToken) => WriteAsync(appender => appender.Head(ledger), cancellationToken);

    public Task<LedgerHead> AppendAsync(LedgerHead expected, ImmutableArray<CommittedDraft> drafts, DateTimeOffset now, CancellationToken cancellationToken) =>
        WriteAsync(appender => appender.Append(expected, drafts, now), cancellationToken);

    public Task<ImmutableArray<string>> FindAsync(ImmutableArray<string> commitIds, CancellationToken cancellationToken) =>
        WriteAsync<ImmutableArray<string>>(appender => [.. commitIds.Where(appender.Has)], cancellationToken);

    public async Task<ImmutableArray<LedgerEntry>> ReadAsync(string ledger, long from, int most, CancellationToken cancellationToken)
    {
        // Makes the file and its tables, should nobody have written yet.
        await WriteAsync(_ => true, cancellationToken).ConfigureAwait(false);
        await using var connection = SqliteFiles.OpenForReads(file);
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT {EntryRow.Columns} FROM LedgerEntry WHERE Ledger = $ledger AND Sequence >= $from ORDER BY Sequence LIMIT $most";
        command.Parameters.AddWithValue("$ledger", ledger);
        command.Parameters.AddWithValue("$from", from);
        command.Parameters.AddWithValue("$most", most);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        var entries = ImmutableArray.CreateBuilder<LedgerEntry>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            entries.Add(EntryRow.Read(reader));
        }

        return entries.DrainToImmutable();
    }

    public Task ForgetAsync(string subject, CancellationToken cancellationToken) => WriteAsync(appender => appender.Forget(subject), cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _turn.WaitAsync().ConfigureAwait(false);
        _appender?.Dispose();
        _turn.Dispose();
    }

    private async Task<T> WriteAsync<T>(Func<SqliteAppender, T> work, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            // A commit waits for the disk: not on a thread that has turns to run.
            await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
            _appender ??= new SqliteAppender(await SqliteFiles.OpenForWritesAsync(file, cancellationToken).ConfigureAwait(false));
            return work(_appender);
        }
        catch (SqliteException)
        {
            // Closing the connection rolls back what was not committed; the next call opens it anew.
            _appender?.Dispose();
            _appender = null;
            throw;
        }
        finally
        {
            _turn.Release();
        }
    }
}
