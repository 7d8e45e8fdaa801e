namespace Orleans.Hosting
{
    /// <summary>Limits of reminders.</summary>
    public sealed class ReminderOptions
    {
        /// <summary>The shortest period that may be registered. Default: one minute.</summary>
        public TimeSpan MinimumReminderPeriod { get; set; } = TimeSpan.FromMinutes(1);

        /// <summary>How often the table is read anew for reminders that other silos registered. Default: five minutes.</summary>
        public TimeSpan RefreshReminderListPeriod { get; set; } = TimeSpan.FromMinutes(5);
    }
}

namespace Orleans.Configuration
{
    /// <summary>Where the reminder table lies.</summary>
    public class AdoNetReminderTableOptions
    {
        /// <summary>The database: "Npgsql" for PostgreSQL, "Microsoft.Data.Sqlite" for a SQLite file.</summary>
        public string Invariant { get; set; } = null!;

        public string? ConnectionString { get; set; }
    }
}
