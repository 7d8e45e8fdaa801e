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

    /// <summary>What the trainee does about one of the clocks.</summary>
    public async Task<Reply> ActAsync(int number, DrillAct act)
    {
        DrillTask? task;
        string? of;
        lock (_gate)
        {
            task = _tasks.FirstOrDefault(each => each.Number == number);
            of = task is null ? null : DrillCast.Prefix + _requests[task.RequestId].Need.Station;
        }

        if (EndedAt is not null || task is null || (act == DrillAct.Acknowledge) != (task.Clock == DrillClock.Acknowledge))
        {
            return new Refusal(RefusalCode.DrillState, "The drill is over, or has no such thing to do.");
        }

        var station = cast.Stations.First(facts => facts.Id == of);
        var head = new Actor(station.Head, Role.StationHead, station.Id);
        var request = _grains.GetGrain<IRequestGrain>(task.RequestId);
        var reply = act switch
        {
            DrillAct.Acknowledge => await _grains.GetGrain<IEmergencyGrain>(task.RequestId).AnswerAsync(new AnswerPage(head, PageStep.Acknowledged)),
            DrillAct.Own => await request.OwnAsync(new OwnRequest(head, "drill")),
            _ => await request.ReferAsync(new ReferRequest(head, "drill", "drill")),
        };
        if (reply.Refused is null)
        {
            Change(number, each => each.StartedAt is null ? each : each with { StoppedAt = each.StoppedAt ?? clock.GetUtcNow() });
        }

        return reply;
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
        return new DrillTaskView(task.Number, task.Step, task.Clock, need.Service, need.Area, state, task.Seconds(now), task.Limit, kept, waits);
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
            await RaiseAsync(step, now);
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

    private async Task RaiseAsync(DrillStep step, DateTimeOffset now)
    {
        for (var copy = 1; step.Need is { } need && copy <= step.Requests; copy++)
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"{DrillCast.Prefix}{step.Code}-{copy}");
            var station = cast.Stations.First(facts => facts.Id == DrillCast.Prefix + need.Station);
            var area = station.Areas.First(each => each.Code == need.Area);
            var draft = new RequestDraft(need.Service, need.Words, Languages: need.Languages, Location: area.Centre, Area: need.Area, StationId: station.Id);
            var reply = await _grains.GetGrain<IRequestGrain>(id).SubmitAsync(new SubmitRequest(draft, Actor.Resident, id));
            if (reply.Refused is { } refused)
            {
                Missed(refused.Code.ToString());
            }
            else
            {
                lock (_gate)
                {
                    _requests[id] = (need, null);
                    _tasks = _tasks.Add(new DrillTask(_tasks.Length + 1, step.Code, id, step.Clock, step.Limit, step.Clock == DrillClock.Act ? null : now, null));
                }
            }
        }

        lock (_gate)
        {
            _played[step.Code] = now;
        }
    }

    private async Task LookAsync(DrillTask task, DateTimeOffset now)
    {
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
