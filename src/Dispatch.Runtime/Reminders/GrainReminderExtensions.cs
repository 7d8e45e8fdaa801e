using Microsoft.Extensions.DependencyInjection;
using Orleans.Timers;

namespace Orleans;

/// <summary>How an actor registers its own reminders.</summary>
public static class GrainReminderExtensions
{
    /// <summary>Sets the reminder, or changes it: first after <paramref name="dueTime"/>, then every <paramref name="period"/>.</summary>
    public static Task<IGrainReminder> RegisterOrUpdateReminder(this Grain grain, string reminderName, TimeSpan dueTime, TimeSpan period)
        => ((IGrainBase)grain).RegisterOrUpdateReminder(reminderName, dueTime, period);

    /// <inheritdoc cref="RegisterOrUpdateReminder(Grain, string, TimeSpan, TimeSpan)"/>
    public static Task<IGrainReminder> RegisterOrUpdateReminder(this IGrainBase grain, string reminderName, TimeSpan dueTime, TimeSpan period)
        => grain is IRemindable
            ? RegistryOf(grain).RegisterOrUpdateReminder(grain.GrainContext.GrainId, reminderName, dueTime, period)
            : throw new InvalidOperationException($"Grain {grain.GrainContext.GrainId} does not implement {nameof(IRemindable)}, so nothing could remind it.");

    public static Task UnregisterReminder(this Grain grain, IGrainReminder reminder) => ((IGrainBase)grain).UnregisterReminder(reminder);

    public static Task UnregisterReminder(this IGrainBase grain, IGrainReminder reminder)
        => RegistryOf(grain).UnregisterReminder(grain.GrainContext.GrainId, reminder);

    /// <summary>Gives the reminder, or null when there is none of that name.</summary>
    public static Task<IGrainReminder?> GetReminder(this Grain grain, string reminderName) => ((IGrainBase)grain).GetReminder(reminderName);

    /// <inheritdoc cref="GetReminder(Grain, string)"/>
    public static Task<IGrainReminder?> GetReminder(this IGrainBase grain, string reminderName)
        => RegistryOf(grain).GetReminder(grain.GrainContext.GrainId, reminderName);

    public static Task<List<IGrainReminder>> GetReminders(this Grain grain) => ((IGrainBase)grain).GetReminders();

    public static Task<List<IGrainReminder>> GetReminders(this IGrainBase grain) => RegistryOf(grain).GetReminders(grain.GrainContext.GrainId);

    private static IReminderRegistry RegistryOf(IGrainBase grain)
        => grain.GrainContext.ActivationServices.GetService<IReminderRegistry>()
            ?? throw new OrleansConfigurationException("No reminder service is configured. Call UseAdoNetReminderService or UseInMemoryReminderService.");
}
