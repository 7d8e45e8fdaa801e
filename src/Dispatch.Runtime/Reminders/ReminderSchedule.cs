namespace Dispatch.Runtime.Reminders;

/// <summary>The reminders of one silo in the order in which they are due, with one timer for the earliest.</summary>
internal sealed class ReminderSchedule : IDisposable
{
    // A timer cannot wait much longer than a month; waking once a day to look again costs nothing.
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private readonly TimeProvider time;
    private readonly ITimer timer;
    private readonly Lock gate = new();
    private readonly Dictionary<(GrainId GrainId, string Name), Entry> entries = [];
    private readonly SortedSet<Entry> waiting = new(Comparer<Entry>.Create(static (a, b) => a.CompareTo(b)));
    private long changes;
    private bool disposed;

    public ReminderSchedule(TimeProvider time)
    {
        this.time = time;
        timer = time.CreateTimer(_ => Wake(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Raised for each reminder that is due; whoever takes it ends with <see cref="Done"/> or <see cref="Postpone"/>.</summary>
    public event Action<Entry>? Due;

    /// <summary>Counts the changes made by <see cref="Set"/>.</summary>
    public long Changes
    {
        get
        {
            lock (gate)
            {
                return changes;
            }
        }
    }

    public ReminderCounts Count()
    {
        lock (gate)
        {
            var now = Now;
            return new(
                entries.Count,
                entries.Values.Count(entry => entry.At <= now + ReminderCounts.Soon),
                entries.Values.Count(entry => entry.At <= now));
        }
    }

    public void Set(StoredReminder reminder)
    {
        lock (gate)
        {
            changes++;
            Put(reminder);
            Arm();
        }
    }

    public void Remove(GrainId grainId, string name)
    {
        lock (gate)
        {
            Drop((grainId, name));
        }
    }

    /// <summary>Takes over what the table said at the time of the count <paramref name="before"/>; what changed since is newer.</summary>
    public void Merge(IEnumerable<StoredReminder> rows, long before)
    {
        lock (gate)
        {
            var gone = entries.Where(e => e.Value.Change <= before).Select(e => e.Key).ToHashSet();
            foreach (var row in rows)
            {
                var key = (row.GrainId, row.Name);
                gone.Remove(key);
                if (!entries.TryGetValue(key, out var known) || (known.Change <= before && known.Reminder.Version != row.Version))
                {
                    Put(row);
                }
            }

            foreach (var key in gone)
            {
                Drop(key);
            }

            Arm();
        }
    }

    /// <summary>Schedules the next tick of a delivered reminder, or forgets it when it is gone, unless it was set anew meanwhile.</summary>
    public void Done(Entry entry, StoredReminder? reminder)
    {
        lock (gate)
        {
            if (!IsCurrent(entry))
            {
                return;
            }

            if (reminder is null)
            {
                Drop(entry.Key);
                return;
            }

            entry.Reminder = reminder;
            Wait(entry, reminder.NextAt(Now));
        }
    }

    public void Postpone(Entry entry, TimeSpan pause)
    {
        lock (gate)
        {
            if (IsCurrent(entry))
            {
                Wait(entry, Now + pause);
            }
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            disposed = true;
            waiting.Clear();
            timer.Dispose();
        }
    }

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    private bool IsCurrent(Entry entry) => !disposed && ReferenceEquals(entries.GetValueOrDefault(entry.Key), entry);

    private void Put(StoredReminder reminder)
    {
        var entry = new Entry(reminder, changes) { At = reminder.NextAt(Now) };
        Drop(entry.Key);
        entries[entry.Key] = entry;
        waiting.Add(entry);
    }

    private void Drop((GrainId GrainId, string Name) key)
    {
        if (entries.Remove(key, out var entry))
        {
            waiting.Remove(entry);
        }
    }

    private void Wait(Entry entry, DateTime at)
    {
        entry.At = at;
        waiting.Add(entry);
        Arm();
    }

    private void Arm()
    {
        if (!disposed && waiting.Min is { } first)
        {
            var wait = first.At - Now;
            timer.Change(wait < TimeSpan.Zero ? TimeSpan.Zero : wait > LongestWait ? LongestWait : wait, Timeout.InfiniteTimeSpan);
        }
    }

    private void Wake()
    {
        List<Entry> due = [];
        lock (gate)
        {
            while (!disposed && waiting.Min is { } first && first.At <= Now)
            {
                waiting.Remove(first);
                due.Add(first);
            }

            Arm();
        }

        foreach (var entry in due)
        {
            Due?.Invoke(entry);
        }
    }

    /// <summary>A reminder and when it is next due; while it is being delivered it waits for nothing.</summary>
    internal sealed class Entry(StoredReminder reminder, long change)
    {
        public StoredReminder Reminder { get; set; } = reminder;

        public long Change { get; } = change;

        public DateTime At { get; set; }

        public (GrainId GrainId, string Name) Key => (Reminder.GrainId, Reminder.Name);

        public int CompareTo(Entry other)
            => At.CompareTo(other.At) is var byTime and not 0 ? byTime
                : Reminder.GrainId.CompareTo(other.Reminder.GrainId) is var byGrain and not 0 ? byGrain
                : string.CompareOrdinal(Reminder.Name, other.Reminder.Name);
    }
}
