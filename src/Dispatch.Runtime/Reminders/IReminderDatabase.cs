namespace Dispatch.Runtime.Reminders;

/// <summary>The reminder table: in PostgreSQL, SQLite or memory.</summary>
internal interface IReminderDatabase
{
    Task StartAsync(CancellationToken cancellationToken);

    Task<List<StoredReminder>> ReadAllAsync(CancellationToken cancellationToken);

    Task<List<StoredReminder>> ReadAsync(GrainId grainId, CancellationToken cancellationToken);

    Task<StoredReminder?> ReadAsync(GrainId grainId, string name, CancellationToken cancellationToken);

    /// <summary>Sets or changes the reminder and gives its version. A change forgets the last tick.</summary>
    Task<int> UpsertAsync(GrainId grainId, string name, DateTime startAt, TimeSpan period, CancellationToken cancellationToken);

    /// <summary>Removes the reminder if it still has that version.</summary>
    Task<bool> DeleteAsync(GrainId grainId, string name, int version, CancellationToken cancellationToken);

    /// <summary>Notes that a tick was delivered, unless the reminder was changed meanwhile.</summary>
    Task TickedAsync(GrainId grainId, string name, int version, DateTime tick, CancellationToken cancellationToken);
}
