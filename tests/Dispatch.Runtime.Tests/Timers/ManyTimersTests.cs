using Dispatch.Runtime.Tests.Support;
using Dispatch.Runtime.Timers;

namespace Dispatch.Runtime.Tests.Timers;

/// <summary>The clock of grain timers against a plain list of what should be due.</summary>
public class ManyTimersTests
{
    private readonly ToldClock _told = new();
    private readonly List<string> _fired = [];

    private ManyTimers Clock(TimeSpan slack = default) => new(_told, slack, static timer => timer.Execute());

    private ITimer Set(ManyTimers clock, string name, TimeSpan due) => clock.CreateTimer(_ => _fired.Add(name), null, due, Timeout.InfiniteTimeSpan);

    [Fact]
    public void Timer_WhoseTimeComes_FiresOnce()
    {
        Set(Clock(), "one", TimeSpan.FromSeconds(5));

        _told.Advance(TimeSpan.FromSeconds(5) - TimeSpan.FromTicks(1));
        Assert.Empty(_fired);
        _told.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(["one"], _fired);
        _told.Advance(TimeSpan.FromDays(9));
        Assert.Equal(["one"], _fired);
    }

    [Fact]
    public void Timer_ChangedEarlierAndLater_FiresWhenLastSaid()
    {
        var clock = Clock();
        var (early, late) = (Set(clock, "early", TimeSpan.FromHours(2)), Set(clock, "late", TimeSpan.FromMinutes(1)));
        early.Change(TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        late.Change(TimeSpan.FromHours(1), Timeout.InfiniteTimeSpan);

        _told.Advance(TimeSpan.FromMinutes(30));
        Assert.Equal(["early"], _fired);
        _told.Advance(TimeSpan.FromMinutes(30));
        Assert.Equal(["early", "late"], _fired);
    }

    [Fact]
    public void Timer_StoppedOrDisposed_NeverFires()
    {
        var clock = Clock();
        Set(clock, "stopped", TimeSpan.FromSeconds(1)).Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        var disposed = Set(clock, "disposed", TimeSpan.FromSeconds(1));
        disposed.Dispose();
        Assert.False(disposed.Change(TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan));

        _told.Advance(TimeSpan.FromHours(1));
        Assert.Empty(_fired);
    }

    [Fact]
    public void Timer_DueInYearsOrNever_FiresInYears()
    {
        var clock = Clock();
        Set(clock, "years", TimeSpan.FromDays(400));
        Set(clock, "never", TimeSpan.MaxValue);

        _told.Advance(TimeSpan.FromDays(399));
        Assert.Empty(_fired);
        _told.Advance(TimeSpan.FromDays(1));
        Assert.Equal(["years"], _fired);
    }

    [Fact]
    public void Timer_OfAClockThatComesEarly_CountsAsInTime()
    {
        Set(Clock(slack: TimeSpan.FromMilliseconds(1)), "early", TimeSpan.FromMilliseconds(10));
        Set(Clock(slack: TimeSpan.FromMilliseconds(1)), "other", TimeSpan.FromMilliseconds(20));

        _told.Advance(TimeSpan.FromMilliseconds(10));
        Assert.Equal(["early"], _fired);
    }

    [Fact]
    public void Timer_OfNegativeTimeOrWithAPeriod_IsRefused()
    {
        var clock = Clock();
        Assert.Throws<ArgumentOutOfRangeException>(() => Set(clock, "", TimeSpan.FromSeconds(-2)));
        Assert.Throws<ArgumentOutOfRangeException>(() => clock.CreateTimer(_ => { }, null, TimeSpan.Zero, TimeSpan.FromSeconds(1)));
    }

    [Theory, InlineData(1), InlineData(2), InlineData(3)]
    public void ManyTimers_SetChangedAndStopped_FireEachAtItsTime(int seed)
    {
        var (random, clock) = (new Random(seed), Clock());
        var due = new Dictionary<int, TimeSpan>();
        var (elapsed, fired) = (TimeSpan.Zero, new List<int>());
        var timers = Enumerable.Range(0, 500).Select(name => clock.CreateTimer(_ => fired.Add(name), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan)).ToList();
        for (var step = 0; step < 20_000; step++)
        {
            var name = random.Next(timers.Count);
            switch (random.Next(8))
            {
                case 0:
                    timers[name].Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
                    due.Remove(name);
                    break;
                case 1:
                    var time = TimeSpan.FromMilliseconds(random.Next(200));
                    (elapsed, fired) = (elapsed + time, Cleared(fired));
                    _told.Advance(time);
                    var expected = due.Where(pair => pair.Value <= elapsed).Select(pair => pair.Key).ToList();
                    Assert.Equal(expected.Order(), fired.Order());
                    expected.ForEach(each => due.Remove(each));
                    break;
                default:
                    var wait = TimeSpan.FromMilliseconds(1 + random.Next(5_000));
                    timers[name].Change(wait, Timeout.InfiniteTimeSpan);
                    due[name] = elapsed + wait;
                    break;
            }
        }
    }

    private static List<int> Cleared(List<int> list)
    {
        list.Clear();
        return list;
    }
}
