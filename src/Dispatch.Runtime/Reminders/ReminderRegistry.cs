using Microsoft.Extensions.Options;
using Orleans.Timers;

namespace Dispatch.Runtime.Reminders;

/// <summary>Registers reminders: first durably in the table, then with the service that delivers them.</summary>
internal sealed class ReminderRegistry(
    IReminderDatabase database, ReminderService service, TimeProvider time, IOptions<ReminderOptions> options) : IReminderRegistry
{
    public async Task<IGrainReminder> RegisterOrUpdateReminder(GrainId callingGrainId, string reminderName, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentException.ThrowIfNullOrEmpty(reminderName);
        ArgumentOutOfRangeException.ThrowIfLessThan(dueTime, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(period, TimeSpan.FromMilliseconds(1));
        if (period < options.Value.MinimumReminderPeriod)
        {
            throw new ArgumentException(
                $"Reminder {reminderName} of {callingGrainId} has a period of {period}; the shortest allowed is {options.Value.MinimumReminderPeriod}.",
                nameof(period));
        }

        var startAt = WholeMilliseconds(time.GetUtcNow().UtcDateTime + dueTime);
        var wholePeriod = TimeSpan.FromMilliseconds(Math.Floor(period.TotalMilliseconds));
        var version = await database.UpsertAsync(callingGrainId, reminderName, startAt, wholePeriod, CancellationToken.None);
        service.Set(new StoredReminder(callingGrainId, reminderName, startAt, wholePeriod, version, LastTick: null));
        return new GrainReminder(reminderName, version);
    }

    public async Task UnregisterReminder(GrainId callingGrainId, IGrainReminder reminder)
    {
        ArgumentNullException.ThrowIfNull(reminder);
        var version = ((GrainReminder)reminder).Version;
        if (!await database.DeleteAsync(callingGrainId, reminder.ReminderName, version, CancellationToken.None))
        {
            throw new ReminderException(
                $"Reminder {reminder.ReminderName} of {callingGrainId} was changed or removed since it was read. Get it again with GetReminder.");
        }

        service.Remove(callingGrainId, reminder.ReminderName);
    }

    public async Task<IGrainReminder?> GetReminder(GrainId callingGrainId, string reminderName)
    {
        ArgumentException.ThrowIfNullOrEmpty(reminderName);
        return await database.ReadAsync(callingGrainId, reminderName, CancellationToken.None) is { } row ? new GrainReminder(row.Name, row.Version) : null;
    }

    public async Task<List<IGrainReminder>> GetReminders(GrainId callingGrainId)
        => [.. (await database.ReadAsync(callingGrainId, CancellationToken.None)).Select(row => new GrainReminder(row.Name, row.Version))];

    // Rounded up, as finely as the table keeps it, so that no tick comes early.
    private static DateTime WholeMilliseconds(DateTime moment)
        => new((moment.Ticks + TimeSpan.TicksPerMillisecond - 1) / TimeSpan.TicksPerMillisecond * TimeSpan.TicksPerMillisecond, DateTimeKind.Utc);

    private sealed record GrainReminder(string ReminderName, int Version) : IGrainReminder;
}
