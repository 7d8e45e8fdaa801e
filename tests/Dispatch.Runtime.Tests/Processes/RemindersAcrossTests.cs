using Dispatch.Runtime.Clustering;
using Dispatch.Runtime.Tests.Reminders;
using Orleans.Configuration;
using Shouldly;

namespace Dispatch.Runtime.Tests.Processes;

/// <summary>A reminder belongs to the silo that owns its grain, and moves with it.</summary>
public sealed class RemindersAcrossTests
{
    [Fact]
    public async Task Reminders_OwnerIsKilled_GoOnOnTheOther()
    {
        await using var cluster = await LoopbackCluster.StartAsync(2, WithReminders);
        var victim = cluster.Silos[1];
        var alarms = cluster.Silos.Select(silo => cluster.GrainOn<IAlarmGrain>(silo, "a")).ToList();
        await Task.WhenAll(alarms.Select(alarm => alarm.SetAsync(TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(500))));
        await Task.WhenAll(alarms.Select(alarm => RingsAsync(alarm)));
        foreach (var alarm in alarms)
        {
            cluster.Silos.Count(silo => new PlacedReminders(silo).Owns(alarm.GetGrainId())).ShouldBe(1);
        }

        cluster.Kill(victim);
        await Eventually.TrueAsync(() => cluster.Silos.All(silo => !silo.View.IsAlive(victim.Address)), TimeSpan.FromSeconds(1));
        await Task.WhenAll(alarms.Select(alarm => RingsAsync(alarm)));
        alarms.ShouldAllBe(alarm => new PlacedReminders(cluster.Silos[0]).Owns(alarm.GetGrainId()));
    }

    private static void WithReminders(ISiloBuilder silo, string database) => silo
        .UseAdoNetReminderService(table => (table.Invariant, table.ConnectionString) = ("Npgsql", database))
        .Configure<ReminderOptions>(options => options.MinimumReminderPeriod = TimeSpan.FromMilliseconds(100));

    private static async Task RingsAsync(IAlarmGrain alarm)
    {
        var before = (await alarm.RungAsync()).Count;
        await Eventually.TrueAsync(async () => (await alarm.RungAsync()).Count > before, TimeSpan.FromSeconds(10));
    }
}
