using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Dispatch.Runtime.Reminders;

/// <summary>
/// Delivers the reminders of the grains that this silo owns. Before each tick the row is read again, so that a reminder removed or
/// changed elsewhere does not fire; after it the tick is noted, so that one missed while no silo ran fires once at the next start.
/// </summary>
internal sealed class ReminderService(
    IReminderDatabase database,
    IReminderOwnership ownership,
    IGrainFactory grains,
    TimeProvider time,
    IOptions<ReminderOptions> options,
    ILogger<ReminderService> logger) : IAsyncDisposable
{
    // A failed tick is tried again after its period, but no later than this: a daily reminder must not wait a day.
    private static readonly TimeSpan LongestRetry = TimeSpan.FromMinutes(1);

    private readonly ReminderSchedule schedule = new(time);
    private ITimer? refresh;
    private volatile bool stopped;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        schedule.Due += Fire;
        ownership.Changed += Refresh;
        await ReloadAsync(cancellationToken);
        var period = options.Value.RefreshReminderListPeriod;
        refresh = time.CreateTimer(_ => Refresh(), null, period, period);
    }

    public void Stop()
    {
        stopped = true;
        ownership.Changed -= Refresh;
        refresh?.Dispose();
        schedule.Dispose();
    }

    public ValueTask DisposeAsync()
    {
        Stop();
        return ValueTask.CompletedTask;
    }

    public void Set(StoredReminder reminder)
    {
        if (ownership.Owns(reminder.GrainId))
        {
            schedule.Set(reminder);
        }
    }

    public ReminderCounts Count() => schedule.Count();

    public void Remove(GrainId grainId, string name) => schedule.Remove(grainId, name);

    private async Task ReloadAsync(CancellationToken cancellationToken)
    {
        var before = schedule.Changes;
        var rows = await database.ReadAllAsync(cancellationToken);
        schedule.Merge(rows.Where(row => ownership.Owns(row.GrainId)), before);
    }

    private async void Refresh()
    {
        try
        {
            await ReloadAsync(CancellationToken.None);
        }
        catch (Exception failure) when (!stopped)
        {
            logger.LogWarning(failure, "The reminder table could not be read; it will be read again after {Period}", options.Value.RefreshReminderListPeriod);
        }
        catch (Exception) when (stopped)
        {
        }
    }

    private async void Fire(ReminderSchedule.Entry entry)
    {
        var reminder = entry.Reminder;
        try
        {
            schedule.Done(entry, await DeliverAsync(reminder));
        }
        catch (Exception) when (stopped)
        {
        }
        catch (Exception failure)
        {
            var pause = reminder.Period < LongestRetry ? reminder.Period : LongestRetry;
            logger.LogError(failure, "Reminder {Name} of {GrainId} was not delivered; next attempt after {Pause}", reminder.Name, reminder.GrainId, pause);
            schedule.Postpone(entry, pause);
        }
    }

    /// <summary>Delivers what is due and gives the reminder as it stands then; null when it is gone or another silo's.</summary>
    private async Task<StoredReminder?> DeliverAsync(StoredReminder scheduled)
    {
        var current = await database.ReadAsync(scheduled.GrainId, scheduled.Name, CancellationToken.None);
        if (current is null || !ownership.Owns(current.GrainId))
        {
            return null;
        }

        var now = time.GetUtcNow().UtcDateTime;
        if (current.NextAt(now) > now)
        {
            return current;
        }

        var due = current.DueAt(now)!.Value;
        await grains.GetGrain<IRemindable>(current.GrainId).ReceiveReminder(current.Name, new TickStatus(current.StartAt, current.Period, now));
        ReminderInstruments.Ticked(now - due);
        await database.TickedAsync(current.GrainId, current.Name, current.Version, due, CancellationToken.None);
        return current with { LastTick = due };
    }
}
