using System.Collections.Immutable;
using Dispatch.Contracts.Care;
using Dispatch.Domain.Cases;
using Dispatch.Grains.Storage;
using Orleans.Concurrency;

namespace Dispatch.Grains.Cases;

/// <inheritdoc cref="ICareDeskGrain"/>
[GrainType("care-desk"), Reentrant]
internal sealed class CareDeskGrain([PersistentState("care-desk")] IPersistentState<Stored<DeskShard>> store, TimeProvider clock)
    : GatheringGrain<DeskShard>(store), ICareDeskGrain
{
    /// <summary>How often every listed case is asked for its row: one whose process died between its commit and its telling is behind no longer than this.</summary>
    private static readonly TimeSpan AskAgain = TimeSpan.FromMinutes(10);

    /// <summary>The shard with changes that are being written; null: none ever were.</summary>
    private DeskShard? _gathered;

    protected override DeskShard Gathered => _gathered ?? State ?? DeskShard.Empty;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        this.RegisterGrainTimer(AskAll, new GrainTimerCreationOptions(TimeSpan.Zero, AskAgain));
        return Task.CompletedTask;
    }

    public Task EnterAsync(string caseId) => GatherAsync(Gathered.Enter(caseId));

    public Task PutAsync(CareRow row) => GatherAsync(Gathered.Put(row));

    public Task<ImmutableArray<CareRow>> ListAsync() => Task.FromResult<ImmutableArray<CareRow>>([.. Rows.Where(row => row.StationId == Station)]);

    public Task<ImmutableArray<CareRow>> GuestsAsync(string account) =>
        Task.FromResult<ImmutableArray<CareRow>>([.. Rows.Where(row => row.StationId != Station && (row.Owner == account || row.Deputy == account))]);

    private IEnumerable<CareRow> Rows => Gathered.Rows.Values.OfType<CareRow>();

    private string Station => Id[..Id.LastIndexOf('/')];

    private Task GatherAsync(DeskShard next)
    {
        var changes = !ReferenceEquals(next, Gathered);
        _gathered = next;
        return Writing || changes ? NextWrite() : Task.CompletedTask;
    }

    private Task AskAll()
    {
        // One-way: a case that does not answer is asked again, and its old row stands till then.
        foreach (var listed in Gathered.Rows.Keys)
        {
            _ = GrainFactory.GetGrain<ICaseGrain>(listed).ShowAsync();
        }

        return GatherAsync(Gathered.Tidy(clock.GetUtcNow()));
    }
}
