using Dispatch.Web.Live;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;

namespace Dispatch.Web.Tests.Live;

public class HeartbeatsTests
{
    [Fact]
    public void Second_WithTwoConnections_LooksAfterEachOnceAndAtDifferentMoments()
    {
        using var heartbeats = new Heartbeats(NullLogger<Heartbeats>.Instance);
        var first = new Guest(heartbeats);
        var second = new Guest(heartbeats);

        var moments = Enumerable.Range(0, Heartbeats.Moments).Select(moment =>
        {
            var before = (first.Beats, second.Beats);
            heartbeats.Beat(moment);
            return (First: first.Beats - before.Item1, Second: second.Beats - before.Item2);
        }).ToList();

        moments.Sum(moment => moment.First).ShouldBe(1);
        moments.Sum(moment => moment.Second).ShouldBe(1);
        moments.ShouldNotContain((1, 1));
    }

    [Fact]
    public async Task Connection_ThatEnded_IsLookedAfterNoMore()
    {
        using var heartbeats = new Heartbeats(NullLogger<Heartbeats>.Instance);
        var guest = new Guest(heartbeats);

        await guest.LeaveAsync();
        BeatForASecond(heartbeats);

        guest.Beats.ShouldBe(0);
    }

    [Fact]
    public void Connection_WhoseHeartbeatFails_DoesNotKeepTheOthersFromTheirs()
    {
        using var heartbeats = new Heartbeats(NullLogger<Heartbeats>.Instance);
        var failing = Enumerable.Range(0, Heartbeats.Moments).Select(_ => new Guest(heartbeats, () => throw new InvalidOperationException())).ToList();
        var guest = new Guest(heartbeats);

        BeatForASecond(heartbeats);

        guest.Beats.ShouldBe(1);
        failing.ShouldAllBe(each => each.Beats == 1);
    }

    private static void BeatForASecond(Heartbeats heartbeats)
    {
        for (var moment = 0; moment < Heartbeats.Moments; moment++)
        {
            heartbeats.Beat(moment);
        }
    }

    /// <summary>A connection that asks for its heartbeat and stays until told.</summary>
    private sealed class Guest
    {
        private readonly TaskCompletionSource _leaving = new();
        private readonly Task _stay;

        public Guest(Heartbeats heartbeats, Action? also = null) => _stay = heartbeats.Follow(connection =>
        {
            connection.Features.Get<IConnectionHeartbeatFeature>()!.OnHeartbeat(_ => Beat(also), this);
            return _leaving.Task;
        })(new DefaultConnectionContext());

        public int Beats { get; private set; }

        public Task LeaveAsync()
        {
            _leaving.SetResult();
            return _stay;
        }

        private void Beat(Action? also)
        {
            Beats++;
            also?.Invoke();
        }
    }
}
