using System.Collections.Immutable;
using System.Globalization;
using Dispatch.Contracts.Emergencies;
using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Responders;
using Dispatch.Contracts.Stations;
using Dispatch.Domain.Demo;
using Dispatch.Domain.Drills;
using Dispatch.Web.Demo;

namespace Dispatch.Web.Drills;

/// <summary>One drill: plays the script in a world of its own, lets simulated helpers answer, and takes the times of what is due.</summary>
internal sealed partial class Drill(IHost world, DrillScript script, DemoData cast, LivePlan plan, string by, TimeProvider clock, ILogger<Drill> log) : IAsyncDisposable
{
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(1);

    private readonly IGrainFactory _grains = world.Services.GetRequiredService<IGrainFactory>();
    private readonly CancellationTokenSource _stop = new();
    private readonly Dictionary<string, (DrillNeed Need, RequestState? State)> _requests = [];
    private readonly Dictionary<string, DateTimeOffset> _played = [];
    private readonly Lock _gate = new();
    private readonly DateTimeOffset _startedAt = clock.GetUtcNow();
    private readonly SimulatedHelpers _helpers = new(world.Services.GetRequiredService<IGrainFactory>(), cast, plan, clock);
    private ImmutableArray<DrillTask> _tasks = [];
    private Task _playing = Task.CompletedTask;

    /// <summary>When it ended; null: it runs.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Everything of it is gone but the grade.</summary>
    public bool IsCleared { get; private set; }

    /// <summary>Opens the stations, brings the helpers on duty, and begins.</summary>
    public async Task BeginAsync()
    {
        try
        {
            await Task.WhenAll(cast.Stations.Select(facts => _grains.GetGrain<IStationGrain>(facts.Id).ConfigureAsync(facts)));
            await Task.WhenAll(cast.Responders.Select(EnrolAsync));
            await _helpers.GoOnDutyAsync();
            _playing = PlayAsync();
        }
        catch
        {
            await LeaveAsync();
            throw;
        }
    }

    /// <summary>How it stands.</summary>
    public DrillView View()
    {
        lock (_gate)
        {
            var now = EndedAt ?? clock.GetUtcNow();
            return new DrillView(
                EndedAt is null,
                _startedAt,
                EndedAt,
                by,
                script.Minutes,
                [.. cast.Stations.Select(facts => facts.Id)],
                [.. script.Steps.Select(step => new DrillStepView(step.Code, step.At, _played.TryGetValue(step.Code, out var at) ? at : null))],
                [.. _tasks.Select(task => View(task, now))],
                DrillGrades.Of(_tasks, now, EndedAt is not null));
        }
    }

    /// <summary>Ends it; what is left is the grade.</summary>
    public async ValueTask DisposeAsync()
    {
        IsCleared = true;
        await _stop.CancelAsync();
        await _playing;
        _stop.Dispose();
    }

    /// <summary>The world goes with everything in it.</summary>
    private async Task LeaveAsync()
    {
        lock (_gate)
        {
            EndedAt ??= clock.GetUtcNow();
        }

        await world.StopAsync();
        world.Dispose();
    }

    private DrillTaskView View(DrillTask task, DateTimeOffset now)
    {
        var (need, state) = _requests[task.RequestId];
        var kept = task.Kept(now) ?? (EndedAt is not null && task.StartedAt is not null ? false : null);
        var waits = EndedAt is null && task is { Clock: not DrillClock.Accept, StartedAt: not null, StoppedAt: null };
        return new DrillTaskView(
            task.Number, task.Step, task.Clock, need.Service, need.Area, state, task.Seconds(now), task.Limit, kept, waits, waits ? task.Acts : [],
            _lapsed.GetValueOrDefault(task.RequestId), task.IsWrong ? task.Acts[0] : null);
    }

    private Task EnrolAsync(ResponderProfile profile)
    {
        IResponderGrain person = profile.Kind == ResponderKind.Counsellor ? _grains.GetGrain<ICounsellorGrain>(profile.Id) : _grains.GetGrain<IVolunteerGrain>(profile.Id);
        return person.EnrolAsync(profile);
    }

    private async Task PlayAsync()
    {
        using var timer = new PeriodicTimer(Turn, clock);
        try
        {
            while (EndedAt is null && await timer.WaitForNextTickAsync(_stop.Token))
            {
                try
                {
                    await TurnAsync(clock.GetUtcNow());
                }
                catch (Exception failure) when (failure is not OperationCanceledException)
                {
                    // What failed now is tried again in the next turn.
                    Missed(failure.GetType().Name);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Ended by hand, or the process stops.
        }
        finally
        {
            await LeaveAsync();
        }
    }

    private async Task TurnAsync(DateTimeOffset now)
    {
        var step = script.Steps.FirstOrDefault(each => !_played.ContainsKey(each.Code) && _startedAt.AddSeconds(each.At) <= now);
        if (step is not null)
        {
            await BeginAsync(step, now);
        }

        await _helpers.TurnAsync();
        foreach (var task in _tasks)
        {
            await LookAsync(task, now);
        }

        if (now >= _startedAt.AddMinutes(script.Minutes))
        {
            lock (_gate)
            {
                EndedAt = now;
            }
        }
    }

    private async Task LookAsync(DrillTask task, DateTimeOffset now)
    {
        if (task.Clock == DrillClock.Decide)
        {
            await LookAtSceneAsync(task, now);
            return;
        }

        if ((await _grains.GetGrain<IRequestGrain>(task.RequestId).GetAsync(Actor.System)).Value is not { } request)
        {
            return;
        }

        lock (_gate)
        {
            _requests[task.RequestId] = (_requests[task.RequestId].Need, request.State);
        }

        if (task is { Clock: DrillClock.Act, StartedAt: null } && request.State == RequestState.Unfilled)
        {
            Change(task.Number, each => each with { StartedAt = now });
        }
        else if (task is { Clock: DrillClock.Accept, StoppedAt: null } && request.Assignments.Length > 0)
        {
            Change(task.Number, each => each with { StoppedAt = request.Assignments.Min(one => one.AcceptedAt) });
        }
    }

    private void Change(int number, Func<DrillTask, DrillTask> change)
    {
        lock (_gate)
        {
            _tasks = _tasks.SetItem(number - 1, change(_tasks[number - 1]));
        }
    }

    [LoggerMessage(LogLevel.Warning, "A drill missed a turn: {Fault}.")]
    private partial void Missed(string fault);
}
