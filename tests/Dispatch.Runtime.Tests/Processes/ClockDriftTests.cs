using Dispatch.Runtime.Clustering.Members;
using Shouldly;

namespace Dispatch.Runtime.Tests.Processes;

/// <summary>Clocks of machines that disagree: membership goes by the database's, but deadlines go by each machine's own.</summary>
public sealed class ClockDriftTests
{
    private static readonly DateTimeOffset Here = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, null)]
    [InlineData(5, null)]
    [InlineData(-5, null)]
    [InlineData(6, "6 s behind")]
    [InlineData(-180, "180 s ahead of")]
    public void Clock_BesideTheDatabases_IsOffBeyondFiveSeconds(int databaseIsAhead, string? words)
    {
        var fault = ClockDrift.Fault(Here, Here.UtcDateTime.AddSeconds(databaseIsAhead));

        (fault is null).ShouldBe(words is null);
        fault?.ShouldContain(words!);
    }

    [Fact]
    public void Clock_ThatStaysOff_IsToldOnceAndAgainOnlyAfterItWasRight()
    {
        var drift = new ClockDrift();
        var told = new[] { 0, 60, 61, 0, 60 }.Select(off => drift.IsNew(Here, Here.UtcDateTime.AddSeconds(off)) is not null);

        told.ShouldBe([false, true, false, false, true]);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(-3)]
    public async Task Join_WithAClockThatIsMinutesOff_IsRefusedInOneSentenceAndHarmsNobody(int minutes)
    {
        await using var cluster = await LoopbackCluster.StartAsync(1);

        var refused = await Should.ThrowAsync<OrleansConfigurationException>(() => cluster.StartSiloAsync(clock: new Shifted(TimeSpan.FromMinutes(minutes))));

        refused.Message.ShouldContain(minutes > 0 ? "180 s ahead of the database's" : "180 s behind the database's");
        refused.Message.ShouldContain("time server");
        (await cluster.ReadTableAsync()).Rows.Length.ShouldBe(1);
    }

    private sealed class Shifted(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + by;
    }
}
