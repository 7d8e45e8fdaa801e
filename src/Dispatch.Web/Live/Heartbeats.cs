using System.Collections.Immutable;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;

namespace Dispatch.Web.Live;

/// <summary>Looks after every connection once a second, as Kestrel and SignalR do by themselves, but after each at a moment of its own.</summary>
/// <remarks>
/// Left to themselves both look after all of their connections at one moment: time-outs, and the pings of all that are due. With many phones
/// that keeps everybody else waiting once a second (docs/performance.md).
/// </remarks>
internal sealed partial class Heartbeats(ILogger<Heartbeats> log) : BackgroundService
{
    /// <summary>Into how many moments a second is cut.</summary>
    public const int Moments = 100;

    private static readonly TimeSpan Apart = TimeSpan.FromSeconds(1) / Moments;

    private readonly Lock _gate = new();
    private readonly ImmutableArray<Heartbeat>[] _byMoment = [.. Enumerable.Repeat(ImmutableArray<Heartbeat>.Empty, Moments)];
    private int _joined;

    /// <summary>Middleware of a connection: what asks for its heartbeat from here on gets it from here.</summary>
    public ConnectionDelegate Follow(ConnectionDelegate next) => async connection =>
    {
        var heartbeat = new Heartbeat();
        var moment = Join(heartbeat);
        connection.Features.Set<IConnectionHeartbeatFeature>(heartbeat);
        try
        {
            await next(connection);
        }
        finally
        {
            Leave(heartbeat, moment);
        }
    };

    /// <summary>Looks after the connections of one moment of the second.</summary>
    public void Beat(int moment)
    {
        ImmutableArray<Heartbeat> due;
        lock (_gate)
        {
            due = _byMoment[moment];
        }

        foreach (var heartbeat in due)
        {
            try
            {
                heartbeat.Tick();
            }
            catch (Exception failure)
            {
                // One connection's fault is not the others'.
                Failed(log, failure);
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The system's clock, as the servers themselves use it: connections live in real time whatever the product's clock says.
        using var timer = new PeriodicTimer(Apart);
        try
        {
            for (var moment = 0; await timer.WaitForNextTickAsync(stoppingToken); moment = (moment + 1) % Moments)
            {
                Beat(moment);
            }
        }
        catch (OperationCanceledException)
        {
            // The process stops.
        }
    }

    private int Join(Heartbeat heartbeat)
    {
        lock (_gate)
        {
            var moment = _joined++ % Moments;
            _byMoment[moment] = _byMoment[moment].Add(heartbeat);
            return moment;
        }
    }

    private void Leave(Heartbeat heartbeat, int moment)
    {
        lock (_gate)
        {
            _byMoment[moment] = _byMoment[moment].Remove(heartbeat);
        }
    }

    [LoggerMessage(LogLevel.Warning, "A connection could not be looked after.")]
    private static partial void Failed(ILogger log, Exception failure);

    private sealed class Heartbeat : IConnectionHeartbeatFeature
    {
        private ImmutableArray<(Action<object> Action, object State)> _actions = [];

        public void OnHeartbeat(Action<object> action, object state) =>
            ImmutableInterlocked.Update(ref _actions, static (actions, added) => actions.Add(added), (action, state));

        public void Tick()
        {
            foreach (var (action, state) in _actions)
            {
                action(state);
            }
        }
    }
}
