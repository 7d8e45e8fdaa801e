using System.Collections.Immutable;
using System.Globalization;
using Dispatch.Contracts.Records;
using Dispatch.Domain.Records;
using Dispatch.Grains.Storage;
using Microsoft.Extensions.Logging;

namespace Dispatch.Grains.Records;

/// <inheritdoc cref="ILedgerGrain"/>
/// <remarks>
/// Drafts come in beside its turns and wait in a bounded buffer; only the timer's turn appends. Its own row keeps the head, in another table than the
/// chain and a few seconds behind it, so that a chain that was cut off does not pass for a whole one.
/// </remarks>
[GrainType("ledger")]
internal sealed partial class LedgerGrain(
    [PersistentState("ledger")] IPersistentState<Stored<LedgerHead>> store, ILedgerStore chain, TimeProvider clock, ILogger<LedgerGrain> log)
    : CommittingGrain<LedgerHead>(store), ILedgerGrain
{
    /// <summary>How long the first draft waits for others: a longer wait makes larger and so cheaper appends.</summary>
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(200);

    private static readonly TimeSpan TryAgain = TimeSpan.FromSeconds(1);

    /// <summary>How far the row's head may lie behind the chain's.</summary>
    private static readonly TimeSpan KeepEvery = TimeSpan.FromSeconds(5);

    private readonly DraftBuffer _buffer = new();
    private IGrainTimer? _timer;

    /// <summary>The chain's head; null: not known, after an activation and after an append that failed.</summary>
    private LedgerHead? _head;

    private DateTimeOffset _keptAt;
    private bool _armed;

    /// <summary>It was said that there is no room; said again only after there was some.</summary>
    private bool _saidFull;

    /// <summary>The chain says already that the clock is back.</summary>
    private bool _back;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _timer = this.RegisterGrainTimer(AppendAsync, new GrainTimerCreationOptions(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan) { KeepAlive = true });
        return Task.CompletedTask;
    }

    public Task RecordAsync(RecordBatch batch)
    {
        var known = _buffer.Add(batch, out var refused);
        if (!known.IsEmpty)
        {
            _ = Of(batch.Source).RecordedAsync(known);
        }

        if (refused > 0 && !_saidFull)
        {
            _saidFull = true;
            LogFull(log, Id, refused, batch.Source);
        }

        Arm(Gather);
        return Task.CompletedTask;
    }

    public async Task<LedgerHead> HeadAsync() => _head ??= await KnowHeadAsync(CancellationToken.None);

    public async Task EnterAsync(ImmutableArray<CommittedDraft> drafts)
    {
        var head = await HeadAsync();
        _head = null;
        _head = await chain.AppendAsync(head, drafts, clock.GetUtcNow(), CancellationToken.None);
        if (!_armed)
        {
            _timer!.Change(KeepEvery, Timeout.InfiniteTimeSpan);
        }
    }

    private void Arm(TimeSpan after)
    {
        if (!_armed && _buffer.Count > 0)
        {
            _armed = true;
            _timer!.Change(after, Timeout.InfiniteTimeSpan);
        }
    }

    private async Task AppendAsync(CancellationToken cancellationToken)
    {
        var again = Gather;
        try
        {
            _head ??= await KnowHeadAsync(cancellationToken);
            if (_buffer.Count > 0)
            {
                await AppendAsync(_head, clock.GetUtcNow(), cancellationToken);
            }

            await KeepHeadAsync(_head);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // What was written is unknown: the drafts stay, the head is read before anything is appended behind it.
            LogUnappended(log, Id, _buffer.Count, failure);
            _head = null;
            again = TryAgain;
        }
        finally
        {
            _armed = false;
            Arm(_buffer.Count >= RecordLimits.Batch && _head is not null ? TimeSpan.Zero : again);
            if (!_armed && _head != State)
            {
                _timer!.Change(KeepEvery, Timeout.InfiniteTimeSpan);
            }
        }
    }

    private async Task AppendAsync(LedgerHead head, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var drafts = _buffer.Oldest(RecordLimits.Batch);
        var back = LedgerNotes.IsBack(head, now);
        _head = await chain.AppendAsync(head, back && !_back ? drafts.Insert(0, LedgerNotes.ClockBack(head, now)) : drafts, now, cancellationToken);
        _back = back;
        _saidFull = false;

        // Before the source is told: should this process die now, it sends the draft again, and the salt goes then.
        foreach (var erased in drafts.Where(each => RecordActions.Erases(each.Draft.Action)))
        {
            await chain.ForgetAsync(erased.Draft.Subject, cancellationToken);
        }

        foreach (var (source, numbers) in _buffer.Appended(drafts.Length))
        {
            _ = Of(source).RecordedAsync(numbers);
        }
    }

    /// <summary>Reads the chain's head. When an entry that this ledger knows it wrote is not there, or is another, the chain says so from then on.</summary>
    private async Task<LedgerHead> KnowHeadAsync(CancellationToken cancellationToken)
    {
        var head = await chain.HeadAsync(Id, cancellationToken);
        if (State is not { Sequence: > 0 } kept)
        {
            return head;
        }

        var there = await chain.ReadAsync(Id, kept.Sequence, 1, cancellationToken);
        if (there is [var entry] && entry.Sequence == kept.Sequence && Convert.ToHexStringLower(entry.Hash.AsSpan()) == kept.Hash)
        {
            return head;
        }

        LogTorn(log, Id, head.Sequence, kept.Sequence);
        var now = clock.GetUtcNow();
        var noted = await chain.AppendAsync(head, [LedgerNotes.Torn(kept, head, now)], now, cancellationToken);
        await CommitAsync(noted);
        return noted;
    }

    private async Task KeepHeadAsync(LedgerHead head)
    {
        var now = clock.GetUtcNow();
        if (head != State && (now - _keptAt).Duration() >= KeepEvery)
        {
            await CommitAsync(head);
            _keptAt = now;
        }
    }

    private IRecordSource Of(string source) => GrainFactory.GetGrain<IRecordSource>(GrainId.Parse(source, CultureInfo.InvariantCulture));

    [LoggerMessage(LogLevel.Warning, "Ledger {Ledger} has no room for {Drafts} drafts of {Source}, which keeps them and sends them again.")]
    private static partial void LogFull(ILogger log, string ledger, int drafts, string source);

    [LoggerMessage(LogLevel.Warning, "Ledger {Ledger} could not append; {Drafts} drafts wait and it tries again.")]
    private static partial void LogUnappended(ILogger log, string ledger, int drafts, Exception failure);

    [LoggerMessage(LogLevel.Critical, "Ledger {Ledger} ends at entry {Found} and has written entry {Written}: entries are gone. Run 'ledger verify'.")]
    private static partial void LogTorn(ILogger log, string ledger, long found, long written);
}
