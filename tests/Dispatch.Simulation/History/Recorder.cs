using Dispatch.Runtime.Simulation;

namespace Dispatch.Simulation.History;

/// <summary>Counts commits, and keeps the latest happenings to be shown.</summary>
internal sealed class Recorder(int keep)
{
    private readonly Queue<Happening> latest = new();

    /// <summary>How many commits there were.</summary>
    public int Commits { get; private set; }

    /// <summary>When the last of them was.</summary>
    public DateTimeOffset LastAt { get; private set; }

    /// <summary>The latest happenings, oldest first.</summary>
    public IEnumerable<Happening> Latest => latest;

    /// <summary>Called with every happening, for a trace.</summary>
    public Action<Happening>? Trace { get; set; }

    public void Commit(Commit commit)
    {
        Commits++;
        LastAt = commit.At;
    }

    public void Note(Happening happening)
    {
        Trace?.Invoke(happening);
        latest.Enqueue(happening);
        if (latest.Count > keep)
        {
            latest.Dequeue();
        }
    }
}
