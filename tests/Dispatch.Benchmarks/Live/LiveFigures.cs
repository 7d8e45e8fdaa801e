using System.Collections.Concurrent;
using System.Diagnostics;

namespace Dispatch.Benchmarks.Live;

/// <summary>What one run of the load measured.</summary>
internal sealed class LiveFigures
{
    private readonly ConcurrentQueue<(long Began, long Ended)> _posts = new();

    public Percentiles Post { get; } = new();

    public Percentiles PushOrdinary { get; } = new();

    public Percentiles PushUrgent { get; } = new();

    public Percentiles PushEmergency { get; } = new();

    public void Posted(long began, long ended)
    {
        Post.Add(Stopwatch.GetElapsedTime(began, ended).TotalMilliseconds);
        _posts.Enqueue((began, ended));
    }

    /// <summary>The share of calls that took longer, and the share that did and met a pause meanwhile.</summary>
    public (double All, double InPauses) Later(TimeSpan than, IReadOnlyList<Pause> pauses)
    {
        var late = _posts.Where(post => Stopwatch.GetElapsedTime(post.Began, post.Ended) > than).ToList();
        var paused = late.Count(post => pauses.Any(pause => pause.Began < post.Ended && pause.Ended > post.Began));
        return ((double)late.Count / _posts.Count, (double)paused / _posts.Count);
    }
}
