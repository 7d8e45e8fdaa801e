using System.Collections.Immutable;
using System.Globalization;
using Dispatch.Contracts.Care;
using Dispatch.Domain.Cases;
using Dispatch.Domain.Stations;
using Dispatch.Grains.Storage;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;

namespace Dispatch.Grains.Cases;

/// <inheritdoc cref="ICareDeskGrain"/>
/// <remarks>It stays in memory for longer than others, since with each start it asks all its cases.</remarks>
[GrainType("care-desk"), Reentrant, CollectionAgeLimit(Hours = 2)]
internal sealed partial class CareDeskGrain(
    [PersistentState("care-desk")] IPersistentState<Stored<DeskShard>> store, TimeProvider clock, ILogger<CareDeskGrain> log)
    : GatheringGrain<DeskShard>(store), ICareDeskGrain
{
    /// <summary>
    /// Between one listed case and the next that is asked for its row. All shards of a desk that wake together ask 26 cases a second: many cases at once
    /// would keep pages waiting.
    /// </summary>
    private static readonly TimeSpan AskPace = TimeSpan.FromSeconds(10);

    /// <summary>Between two rounds of asking: one whose process died between its commit and its telling is behind no longer than this while it waits for a counsellor.</summary>
    private static readonly TimeSpan AskAgain = TimeSpan.FromMinutes(10);

    /// <summary>Every sixth round asks everybody, the first of an activation as well.</summary>
    private const int RoundsOfAll = 6;

    /// <summary>The shard with changes that are being written; null: none ever were.</summary>
    private DeskShard? _gathered;

    private IGrainTimer? _ask;
    private Queue<string> _round = [];
    private int _rounds;

    /// <summary>Cases that their own shards list by now, and that stand here until the next round.</summary>
    private ImmutableArray<KeyValuePair<string, CareRow?>> _moved = [];

    protected override DeskShard Gathered => _gathered ?? State ?? DeskShard.Empty;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _ask = this.RegisterGrainTimer(AskAsync, new GrainTimerCreationOptions(TimeSpan.Zero, Timeout.InfiniteTimeSpan));
        return Task.CompletedTask;
    }

    public Task EnterAsync(string caseId) => GatherAsync(Gathered.Enter(caseId));

    public Task PutAsync(CareRow row) => GatherAsync(Gathered.Put(row));

    public Task<ImmutableArray<CareRow>> ListAsync() => Task.FromResult<ImmutableArray<CareRow>>([.. Rows.Where(row => row.StationId == Station)]);

    public Task<ImmutableArray<CareRow>> SeenByAsync(string account) =>
        Task.FromResult<ImmutableArray<CareRow>>([.. Rows.Where(row => row.StationId == Station || row.Owner == account || row.Deputy == account)]);

    private IEnumerable<CareRow> Rows => Gathered.Rows.Values.OfType<CareRow>();

    private string Station => ShardWalk.StationOf(Id);

    /// <summary>So that shards which wake together do not ask together.</summary>
    private TimeSpan Turn => AskPace * (int.Parse(Id[(Id.LastIndexOf('/') + 1)..], CultureInfo.InvariantCulture) % AskPace.Seconds) / AskPace.Seconds;

    private Task GatherAsync(DeskShard next)
    {
        var changes = !ReferenceEquals(next, Gathered);
        _gathered = next;
        return Writing || changes ? NextWrite() : Task.CompletedTask;
    }

    private async Task AskAsync()
    {
        var pause = AskPace;
        try
        {
            if (_round.TryDequeue(out var listed))
            {
                // One-way: a case that does not answer is asked again, and its old row stands till then.
                _ = GrainFactory.GetGrain<ICaseGrain>(listed).ShowAsync();
            }
            else
            {
                await MoveStraysAsync();
                await GatherAsync(Gathered.Tidy(clock.GetUtcNow()));
                _round = new(Gathered.Without(_moved).ToAsk(everybody: _rounds % RoundsOfAll == 0));
                pause = _rounds++ == 0 ? Turn : pause;
            }

            pause = _round.Count == 0 ? AskAgain : pause;
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            LogNotTidied(failure, Id);
        }

        _ask!.Change(pause, Timeout.InfiniteTimeSpan);
    }

    /// <summary>
    /// What stands in the wrong shard goes to its own, and from here not before the next round: so no failure loses it, and whoever reads all shards
    /// meanwhile finds it in one of them.
    /// </summary>
    private async Task MoveStraysAsync()
    {
        await GatherAsync(Gathered.Without(_moved));
        _moved = [];
        var strays = Gathered.Strays(Station, Id);
        if (!strays.IsEmpty)
        {
            await Task.WhenAll(strays.Select(stray => MoveAsync(stray.Key, stray.Value)));
            _moved = strays;
            LogMoved(Id, strays.Length);
        }
    }

    private Task MoveAsync(string caseId, CareRow? row)
    {
        var own = GrainFactory.GetGrain<ICareDeskGrain>(DeskShard.KeyOf(Station, caseId));
        return row is null ? own.EnterAsync(caseId) : own.PutAsync(row);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Desk {Shard} gave {Count} cases to the shards that list them now")]
    private partial void LogMoved(string shard, int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Desk {Shard} could not be tidied and tries again")]
    private partial void LogNotTidied(Exception failure, string shard);
}
