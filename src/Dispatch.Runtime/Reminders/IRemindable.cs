namespace Orleans
{
    /// <summary>An actor that can be woken by reminders, which outlive its activations and the process.</summary>
    public interface IRemindable : IGrain
    {
        /// <summary>Runs at each tick, as an ordinary call. A tick may come late, and once more after a crash.</summary>
        Task ReceiveReminder(string reminderName, TickStatus status);
    }
}

namespace Orleans.Runtime
{
    /// <summary>A registered reminder.</summary>
    public interface IGrainReminder
    {
        string ReminderName { get; }
    }

    /// <summary>When a reminder was first due, how often it comes, and when this tick was sent; in UTC.</summary>
    [GenerateSerializer, Immutable]
    public readonly struct TickStatus(DateTime firstTickTime, TimeSpan period, DateTime timeStamp)
    {
        [Id(0)]
        public DateTime FirstTickTime { get; } = firstTickTime;

        [Id(1)]
        public TimeSpan Period { get; } = period;

        [Id(2)]
        public DateTime CurrentTickTime { get; } = timeStamp;

        public override string ToString() => $"<{FirstTickTime:O}, {Period}, {CurrentTickTime:O}>";
    }

    /// <summary>A reminder could not be registered or removed.</summary>
    [GenerateSerializer]
    public sealed class ReminderException(string message) : OrleansException(message);
}
