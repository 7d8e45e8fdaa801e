namespace Dispatch.Runtime.Simulation;

/// <summary>A simulated world. With the defaults nothing fails and nothing takes time except what the grains themselves wait for.</summary>
public sealed class SimulationOptions
{
    /// <summary>The virtual time at the start. Default: 2026-01-01 00:00 UTC.</summary>
    public DateTimeOffset Start { get; set; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public NetworkFaults Network { get; } = new();

    public StorageFaults Storage { get; } = new();

    /// <summary>How long a turn that is ready waits for its processor; a spread makes turns of different grains change places. Default: none.</summary>
    public Delay TurnDelay { get; set; } = Delay.None;

    /// <summary>How long the others take to notice a crash. Default: 3 seconds.</summary>
    public TimeSpan CrashDetection { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>A driver that is not done after so much virtual time is stuck. Default: 30 days.</summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromDays(30);
}

/// <summary>What happens to messages between nodes. Calls within a silo are not messages. May be changed while the simulation runs.</summary>
public sealed class NetworkFaults
{
    /// <summary>One way. Messages overtake each other when it varies. Default: none.</summary>
    public Delay Delay { get; set; } = Delay.None;

    /// <summary>The probability that a message is lost; its caller then waits for its response timeout. Default: 0.</summary>
    public double Loss { get; set; }

    /// <summary>The probability that a one-way call or an answer arrives twice. The runtime ignores second answers. Default: 0.</summary>
    public double Duplication { get; set; }
}

/// <summary>What happens to storage operations. May be changed while the simulation runs.</summary>
public sealed class StorageFaults
{
    /// <summary>From the grain to the store, and once more from the store to the grain. Default: none.</summary>
    public Delay Delay { get; set; } = Delay.None;

    /// <summary>The probability that an operation fails before it has an effect. Default: 0.</summary>
    public double Failure { get; set; }

    /// <summary>The probability that a write fails after it took effect, or without having done so: the writer cannot know. Default: 0.</summary>
    public double UnknownOutcome { get; set; }

    /// <summary>Decides single operations instead of chance; null leaves it to chance.</summary>
    public Func<StorageOperation, StorageOutcome?>? Decide { get; set; }
}

/// <summary>One storage operation about to happen.</summary>
/// <param name="Silo">The index of the silo.</param>
/// <param name="StorageName">As registered.</param>
/// <param name="StateName">As in <c>[PersistentState]</c>.</param>
/// <param name="Grain">Whose state it is.</param>
/// <param name="IsRead">A read; else a write or a clear.</param>
public readonly record struct StorageOperation(int Silo, string StorageName, string StateName, GrainId Grain, bool IsRead);

/// <summary>How a storage operation ends.</summary>
public enum StorageOutcome
{
    /// <summary>As it should.</summary>
    Success,

    /// <summary>It fails and had no effect.</summary>
    Failure,

    /// <summary>It fails and yet took effect.</summary>
    FailureAfterEffect,
}
