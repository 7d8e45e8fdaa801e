using System.Diagnostics;

namespace Dispatch.Cluster.Tests;

/// <summary>Waits for what other processes do in their own time.</summary>
internal static class Wait
{
    /// <summary>How long it took.</summary>
    public static async Task<TimeSpan> UntilAsync(Func<Task<bool>> condition, TimeSpan within)
    {
        var since = Stopwatch.GetTimestamp();
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!await condition())
        {
            if (Stopwatch.GetElapsedTime(since) > within)
            {
                throw new TimeoutException($"It did not come true within {within}.");
            }

            await pace.WaitForNextTickAsync();
        }

        return Stopwatch.GetElapsedTime(since);
    }
}
