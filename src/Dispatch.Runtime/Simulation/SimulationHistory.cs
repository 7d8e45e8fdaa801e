using System.Globalization;
using Dispatch.Runtime.Placement;

namespace Dispatch.Runtime.Simulation;

/// <summary>
/// Everything that happened, as a running hash: two runs with the same hash and count had the same history. The lines are only written
/// when somebody reads them.
/// </summary>
public sealed class SimulationHistory
{
    private readonly Func<DateTimeOffset> _now;

    internal SimulationHistory(Func<DateTimeOffset> now)
    {
        _now = now;
    }

    /// <summary>Receives a line per event; slow, for debugging.</summary>
    public Action<string>? Trace { get; set; }

    /// <summary>FNV-1a over all events, 64 bits at a time.</summary>
    public ulong Hash { get; private set; } = 14695981039346656037;

    public long Count { get; private set; }

    /// <summary>Messages between nodes and calls within them.</summary>
    public long Messages { get; internal set; }

    /// <summary>Adds something of the driver's to the history.</summary>
    public void Note(string line)
    {
        Add(EventKind.Note, StableHash.Of(line), 0);
        Write(EventKind.Note, line);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Count} events, {Hash:x16}");

    internal void Add(EventKind kind, uint what, long detail)
    {
        unchecked
        {
            const ulong prime = 1099511628211;
            Hash = (Hash ^ (ulong)_now().UtcTicks) * prime;
            Hash = (Hash ^ (((ulong)kind << 56) | what)) * prime;
            Hash = (Hash ^ (ulong)detail) * prime;
            Hash ^= Hash >> 29;
        }

        Count++;
    }

    internal void Write(EventKind kind, object? what, object? detail = null)
    {
        if (Trace is { } trace)
        {
            trace(string.Create(CultureInfo.InvariantCulture, $"{_now():yyyy-MM-ddTHH:mm:ss.fffffff} {kind} {what} {detail}"));
        }
    }
}

/// <summary>What kind of thing happened.</summary>
internal enum EventKind : byte
{
    Turn,
    Observer,
    Send,
    Lose,
    Deliver,
    Timer,
    Read,
    Write,
    Conflict,
    StorageFault,
    Crash,
    Start,
    Stop,
    Note,
}
