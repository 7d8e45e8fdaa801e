using System.Collections.Immutable;
using Dispatch.Contracts.Records;
using Dispatch.Domain.Records;
using Dispatch.Grains.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Grains.Records;

/// <summary>
/// A grain whose commits become entries of the service record. Drafts ride in the row, are sent after the commit and again until acknowledged; an
/// acknowledgement is held in memory and goes with the next commit. Nothing waits for a ledger.
/// </summary>
internal abstract class RecordingGrain<TState>(IPersistentState<Stored<TState>> store) : CommittingGrain<TState>(store), IRecordSource
    where TState : class
{
    private static readonly TimeSpan SendAgain = TimeSpan.FromSeconds(2);

    /// <summary>Drafts that are entries now and still stand in the row.</summary>
    private readonly HashSet<long> _recorded = [];

    /// <summary>Sent and not yet acknowledged.</summary>
    private readonly HashSet<long> _sent = [];

    private IGrainTimer? _again;
    private string? _source;

    /// <summary>What the shard of unrecorded sources was told last; null: it does not list this grain, as far as is known.</summary>
    private long? _listed;

    private bool _committing;
    private bool? _keepsRecord;

    /// <summary>Some draft has not been acknowledged by its ledger.</summary>
    protected bool HasUnrecorded => Unrecorded is { } row && row.Drafts.Any(each => !_recorded.Contains(each.Number));

    /// <summary>The grain's identity, <c>kind/id</c>.</summary>
    private protected string Source => _source ??= this.GetGrainId().ToString();

    /// <summary>Something else drives this grain after a crash until everything is recorded, so that no shard need list it.</summary>
    private protected virtual bool IsDriven => false;

    /// <summary>To be called by an override: what an earlier activation left unsent is sent, by a timer, since an activation calls no other grain.</summary>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (HasUnrecorded)
        {
            Again(TimeSpan.Zero);
        }

        return Task.CompletedTask;
    }

    public Task RecordedAsync(ImmutableArray<long> numbers)
    {
        _recorded.UnionWith(numbers);
        _sent.ExceptWith(numbers);
        if (HasUnrecorded)
        {
            SendDrafts();
        }
        else
        {
            _again?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            AllRecorded();
            Leave(_listed);
        }

        return Task.CompletedTask;
    }

    public Task ResendAsync(long stamp)
    {
        if (HasUnrecorded)
        {
            SendAll();
        }
        else
        {
            Leave(stamp);
            LeaveFormer(stamp);
        }

        return Task.CompletedTask;
    }

    /// <summary>Makes the next state durable together with the entries that it causes, and only then true in memory.</summary>
    protected async Task CommitAsync(TState next, ImmutableArray<RecordDraft> drafts)
    {
        if (drafts.IsEmpty || !(_keepsRecord ??= ServiceProvider.GetService<RecordKeeping>() is not { IsOff: true }))
        {
            await CommitAsync(next);
            return;
        }

        var committing = _committing;
        _committing = true;
        try
        {
            await ListAsync(drafts[0].At);
            await WriteAsync(new Stored<TState> { Value = next, Unrecorded = (Carried() ?? Storage.Unrecorded.None).Add(drafts) });
        }
        finally
        {
            _committing = committing;
        }

        _recorded.RemoveWhere(number => Unrecorded!.Drafts.All(each => each.Number != number));
        SendDrafts();
    }

    private protected override Unrecorded? Carried() => Unrecorded?.Without(_recorded);

    /// <summary>Everything that was committed is recorded.</summary>
    private protected virtual void AllRecorded()
    {
    }

    /// <summary>Durable before the commit: should this process die right after it, the shard has the drafts sent.</summary>
    private async Task ListAsync(DateTimeOffset at)
    {
        if (IsDriven || _listed is not null)
        {
            return;
        }

        var stamp = at.UtcTicks;
        await Shard.AddAsync(Source, stamp);
        _listed = stamp;
    }

    private void Leave(long? stamp)
    {
        if (stamp is { } listed && !_committing)
        {
            _listed = null;
            _ = Shard.RemoveAsync(Source, listed);
        }
    }

    /// <summary>Every shard is touched, so one that an earlier version chose has asked: without this it would ask for ever.</summary>
    private void LeaveFormer(long stamp)
    {
        if (!_committing && UnrecordedShard.FormerKeyOf(Source) is var former && former != UnrecordedShard.KeyOf(Source))
        {
            _ = GrainFactory.GetGrain<IUnrecordedGrain>(former).RemoveAsync(Source, stamp);
        }
    }

    private IUnrecordedGrain Shard => GrainFactory.GetGrain<IUnrecordedGrain>(UnrecordedShard.KeyOf(Source));

    /// <summary>Sends everything that is not acknowledged, also what is on its way.</summary>
    private protected void SendAll()
    {
        _sent.Clear();
        SendDrafts();
    }

    /// <summary>
    /// When something has not been sent, sends the oldest that are not acknowledged, a bounded number of them: one way, so it waits for nobody.
    /// What is on its way goes along, so that no entry of this grain can come to stand before an older one.
    /// </summary>
    private void SendDrafts()
    {
        var due = Unrecorded?.Drafts.Where(each => !_recorded.Contains(each.Number)).Take(RecordLimits.InFlight).ToList() ?? [];
        if (due.TrueForAll(each => _sent.Contains(each.Number)))
        {
            return;
        }

        _sent.UnionWith(due.Select(each => each.Number));
        foreach (var ledger in due.GroupBy(each => each.Draft.Ledger))
        {
            _ = GrainFactory.GetGrain<ILedgerGrain>(ledger.Key).RecordAsync(new RecordBatch(Source, [.. ledger]));
        }

        Again(SendAgain);
    }

    private void Again(TimeSpan after)
    {
        _again ??= this.RegisterGrainTimer(
            _ =>
            {
                SendAll();
                return Task.CompletedTask;
            },
            new GrainTimerCreationOptions(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan) { Interleave = true });
        _again.Change(after, Timeout.InfiniteTimeSpan);
    }
}
