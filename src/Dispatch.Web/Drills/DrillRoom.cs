using Dispatch.Domain.Catalogue;
using Dispatch.Domain.Demo;
using Dispatch.Domain.Drills;
using Dispatch.Web.Hosting;

namespace Dispatch.Web.Drills;

/// <summary>The drill of this process: one at a time. The last one's grade stays until the next begins, or the process ends.</summary>
internal sealed class DrillRoom(DemoData data, LivePlan plan, ServiceCatalogue catalogue, TimeProvider clock, ILogger<Drill> log) : IAsyncDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private Drill? _drill;

    /// <summary>Starts one, unless one runs.</summary>
    public async Task<Reply> StartAsync(Actor by, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (_drill is { EndedAt: null })
            {
                return new Refusal(RefusalCode.DrillState, "A drill runs already.");
            }

            await ClearAsync();
            if (await DrillWorld.StartAsync(clock, cancellationToken) is not { } world)
            {
                return new Refusal(RefusalCode.DrillUnavailable, "This build plays no drills.");
            }

            var script = DrillScript.Parse(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "data", "drill.json"), cancellationToken), catalogue);
            var (cast, people) = DrillCast.Of(data, plan);
            _drill = new Drill(world, script, cast, people, by.Account, clock, log);
            await _drill.BeginAsync();
            return Reply.Done;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>How it stands; null: none was started.</summary>
    public DrillView? View() => _drill?.View();

    /// <summary>An act of the trainee.</summary>
    public Task<Reply> ActAsync(DrillActBody body) => _drill is { } drill && body.Act is { } act
        ? drill.ActAsync(body.Number, act)
        : Task.FromResult<Reply>(new Refusal(RefusalCode.DrillState, "No drill runs."));

    /// <summary>Ends it; when none runs, nothing.</summary>
    public async Task EndAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            await ClearAsync();
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await ClearAsync();
        _turn.Dispose();
    }

    private async Task ClearAsync()
    {
        if (_drill is { IsCleared: false } drill)
        {
            await drill.DisposeAsync();
        }
    }
}
