using System.Security.Cryptography;
using Dispatch.Runtime.Storage.Postgres;
using Microsoft.Extensions.Logging;
using Npgsql;
using Orleans.Configuration;

namespace Dispatch.Runtime.Clustering.Members;

/// <summary>
/// The members of a cluster of processes, kept in PostgreSQL: this process's own heartbeat, its votes, and the views it reads. One loop
/// does everything in turn; others only wake it.
/// </summary>
internal sealed class SqlMembership(
    MembershipTable table, ClusterMembershipOptions options, MemberRow self, TimeProvider time, ILogger<SqlMembership> log) : IMembership, IAsyncDisposable
{
    private static readonly TimeSpan OutagePause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestGoodbye = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly HashSet<SiloAddress> _suspects = [];
    private readonly List<Node> _watchers = [];
    private readonly TimeSpan _patience = options.ProbeTimeout * options.NumMissedProbesLimit;
    private readonly MemberRules _rules = new(
        (options.ProbeTimeout * options.NumMissedProbesLimit) + options.IAmAliveTablePublishTimeout, options.DeathVoteExpirationTimeout);
    private readonly ClockDrift _drift = new();
    private readonly Outages _outages = new(table, time, log);
    private TaskCompletionSource _wake = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _loop = Task.CompletedTask;
    private long _beatAt;
    private long _cleanedAt;
    private long? _outageEndedAt;
    private bool _inOutage;
    private int _disposed;
    private volatile bool _joined;
    private volatile bool _left;
    private volatile bool _isDead;

    /// <summary>The others declared this silo dead.</summary>
    public event Action? DeclaredDead;

    /// <summary>A newer view took effect on this process's nodes.</summary>
    public event Action<ClusterView>? Applied;

    /// <summary>Tells the others that the table has changed, so that they need not find it out.</summary>
    public Action<long> Announce { get; set; } = _ => { };

    public ClusterView Current { get; private set; } = ClusterView.Empty;

    /// <summary>
    /// The last heartbeat is younger than the time after which others may declare this silo dead. A process that was paused, or cut
    /// off from the database, has to ask again before its grains commit anything.
    /// </summary>
    public bool MayCommit => !_isDead && (!_joined || time.GetElapsedTime(Volatile.Read(ref _beatAt)) < _patience);

    public WriterFence? Fence => self.Silo.IsSilo() ? new(table.ClusterId, self.Silo) : null;

    /// <summary>Waits until the database is there, brings it up to date, and reads the first view.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _outages.OutlastAsync(async () =>
        {
            await table.MigrateAsync(cancellationToken);
            await table.CreateAsync(cancellationToken);
            await CheckAsync(cancellationToken);
        }, cancellationToken);
        _loop = Task.Run(RunAsync, CancellationToken.None);
    }

    public void Watch(Node node)
    {
        lock (_gate)
        {
            _watchers.Add(node);
        }

        node.Apply(Current);
    }

    public void Unwatch(Node node)
    {
        bool isLast;
        lock (_gate)
        {
            isLast = _watchers.Remove(node) && _watchers.Count == 0;
        }

        if (isLast && _disposed == 0)
        {
            _ = _stopping.CancelAsync();
        }
    }

    public async Task JoinAsync(SiloAddress silo)
    {
        // A lost answer leaves open whether the row was entered, so a row that is there after an attempt is this silo's own.
        var tried = false;
        await _outages.OutlastAsync(async () =>
        {
            for (var now = await table.ReadAsync(_stopping.Token); now.Find(silo) is null || !tried; now = await table.ReadAsync(_stopping.Token))
            {
                if (now.Find(silo) is not null)
                {
                    throw new OrleansConfigurationException($"{silo} is in the cluster's table already. Give each silo a port of its own.");
                }

                if (MemberRules.EarlierLives(now, silo).FirstOrDefault() is { } earlier)
                {
                    await table.UpdateAsync(earlier, now.Version, _stopping.Token);
                    continue;
                }

                tried = true;
                await table.InsertAsync(self with { Silo = silo, Status = SiloStatus.Joining }, now.Version, _stopping.Token);
            }
        }, _stopping.Token);
        await _outages.OutlastAsync(() => WriteAsync(silo, SiloStatus.Active), _stopping.Token);
        Volatile.Write(ref _beatAt, time.GetTimestamp());
        _joined = true;
        await _outages.OutlastAsync(RefreshAsync, _stopping.Token);
    }

    public async Task LeaveAsync(SiloAddress silo) => await GoodbyeAsync(silo, SiloStatus.ShuttingDown);

    public async Task RemoveAsync(SiloAddress silo)
    {
        _left = true;
        await GoodbyeAsync(silo, SiloStatus.Dead);
    }

    /// <summary>Reads the table soon.</summary>
    public void Refresh()
    {
        lock (_gate)
        {
            _wake.TrySetResult();
        }
    }

    /// <summary>This silo finds another one unreachable and votes, if it may.</summary>
    public void Suspect(SiloAddress silo)
    {
        lock (_gate)
        {
            if (_joined && !_left && Current.IsAlive(silo))
            {
                _suspects.Add(silo);
                _wake.TrySetResult();
            }
        }
    }

    /// <summary>May come twice: services that hand out the same object under several names dispose it under each.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        await _stopping.CancelAsync();
        await _loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await table.DisposeAsync();
        _stopping.Dispose();
    }

    /// <summary>Whether this process belongs here: to the cluster that uses the database, and with a clock that agrees with the database's.</summary>
    private async Task CheckAsync(CancellationToken cancellationToken)
    {
        if (await table.OtherClusterAsync(_rules.StaleAfter, cancellationToken) is { } other)
        {
            throw new OrleansConfigurationException(
                $"The silos of cluster '{other}' use this database, and this process is of cluster '{table.ClusterId}'. Give it that id, or a database of its own.");
        }

        var read = await table.ReadAsync(cancellationToken);
        if (ClockDrift.Fault(time.GetUtcNow(), read.Now) is { } drift)
        {
            throw new OrleansConfigurationException($"{drift} Set the clocks by a time server, then start again.");
        }

        Fold(read);
        if (!self.Silo.IsSilo() && Current.Silos.IsEmpty)
        {
            log.LogWarning("Cluster '{Cluster}' has no silo yet. If its silos run, compare cluster id and database of both.", table.ClusterId);
        }
    }

    private async Task RunAsync()
    {
        _cleanedAt = time.GetTimestamp();
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                await TurnAsync();
                Recovered();
            }
            catch (Exception) when (_stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                Failed(failure);
            }

            await WaitAsync(_inOutage ? OutagePause : options.TableRefreshTimeout);
        }
    }

    private async Task TurnAsync()
    {
        if (_joined && !_left && time.GetElapsedTime(Volatile.Read(ref _beatAt)) >= options.IAmAliveTablePublishTimeout / 2)
        {
            var before = time.GetTimestamp();
            if (!await table.BeatAsync(self.Silo, _stopping.Token))
            {
                Dead();
                return;
            }

            Volatile.Write(ref _beatAt, before);
        }

        await RefreshAsync();
        foreach (var suspect in TakeSuspects())
        {
            await VoteAsync(suspect);
        }

        if (_joined && time.GetElapsedTime(_cleanedAt) >= options.DefunctSiloCleanupPeriod)
        {
            _cleanedAt = time.GetTimestamp();
            await table.CleanAsync(options.DefunctSiloExpiration, _stopping.Token);
        }
    }

    private async Task VoteAsync(SiloAddress suspect)
    {
        while (!_left)
        {
            var now = await table.ReadAsync(_stopping.Token);
            Fold(now);
            var trusts = _outageEndedAt is not { } ended || time.GetElapsedTime(ended) > _rules.StaleAfter;
            var (verdict, row) = _rules.Suspect(now, self.Silo, suspect, trusts);
            if (verdict is Verdict.Stop)
            {
                Dead();
                return;
            }

            if (row is null)
            {
                return;
            }

            if (await table.UpdateAsync(row, now.Version, _stopping.Token))
            {
                log.LogWarning("{Suspect} cannot be reached: {Verdict}, {Votes} votes", suspect, verdict, row.Suspicions.Length);
                Announce(now.Version + 1);
                await RefreshAsync();
                return;
            }

            await PauseAsync();
        }
    }

    private async Task GoodbyeAsync(SiloAddress silo, SiloStatus status)
    {
        try
        {
            await WriteAsync(silo, status).WaitAsync(LongestGoodbye, time);
        }
        catch (Exception failure) when (failure is NpgsqlException or TimeoutException)
        {
            log.LogWarning("{Silo} could not write that it is {Status}; the others will find it out. {Reason}", silo, status, failure.Message);
        }
    }

    /// <summary>Writes this silo's own status, unless the others have ended it.</summary>
    private async Task WriteAsync(SiloAddress silo, SiloStatus status)
    {
        for (var now = await table.ReadAsync(_stopping.Token); now.Find(silo) is { } row && row.Status != SiloStatus.Dead;
            now = await table.ReadAsync(_stopping.Token))
        {
            if (await table.UpdateAsync(row with { Status = status }, now.Version, _stopping.Token))
            {
                Announce(now.Version + 1);
                await RefreshAsync();
                return;
            }

            await PauseAsync();
        }
    }

    private async Task RefreshAsync() => Fold(await table.ReadAsync(_stopping.Token));

    private void Fold(MemberTable read)
    {
        if (_drift.IsNew(time.GetUtcNow(), read.Now) is { } drift)
        {
            log.LogError("{Drift} Deadlines of this process are wrong by that much until the clocks are set by a time server.", drift);
        }

        if (_joined && !_left && read.Find(self.Silo) is not { IsAlive: true })
        {
            Dead();
            return;
        }

        ClusterView view;
        List<Node> watchers;
        lock (_gate)
        {
            if (read.Version <= Current.Version)
            {
                return;
            }

            (view, watchers) = (Current = read.ToView(), [.. _watchers]);
        }

        // Whoever is told keeps the newer of two views, so nothing need be held while they are told. The network comes first: calls that
        // never left for a silo that is gone are given back, and only what is then still out is lost.
        Applied?.Invoke(view);
        watchers.ForEach(node => node.Apply(view));
    }

    private void Dead()
    {
        _isDead = true;
        _left = true;
        log.LogCritical("{Silo} was declared dead by the others and stops at once", self.Silo);
        _ = _stopping.CancelAsync();
        DeclaredDead?.Invoke();
    }

    private List<SiloAddress> TakeSuspects()
    {
        lock (_gate)
        {
            List<SiloAddress> taken = [.. _suspects];
            _suspects.Clear();
            return taken;
        }
    }

    private void Recovered()
    {
        if (_inOutage)
        {
            _inOutage = false;
            _outageEndedAt = time.GetTimestamp();
            log.LogInformation("The cluster's table is reachable again");
        }
    }

    private void Failed(Exception failure)
    {
        if (!_inOutage)
        {
            _inOutage = true;
            log.LogError(failure, "The cluster's table cannot be used; grains of this silo commit nothing until it can");
        }

        table.Reconnect();
    }

    // Several silos change the table at once when one dies; a little chance keeps them from meeting again and again.
    private Task PauseAsync() => Task.Delay(TimeSpan.FromMilliseconds(RandomNumberGenerator.GetInt32(2, 20)), time, _stopping.Token);

    private async Task WaitAsync(TimeSpan pause)
    {
        await _wake.Task.WaitAsync(pause, time, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (_gate)
        {
            if (_wake.Task.IsCompleted)
            {
                _wake = new(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }
    }
}
