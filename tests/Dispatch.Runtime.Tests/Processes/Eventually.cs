using System.Diagnostics;

namespace Dispatch.Runtime.Tests.Processes;

/// <summary>Waits for what other threads and servers do in their own time; what takes too long is a failure.</summary>
internal static class Eventually
{
    public static Task<TimeSpan> TrueAsync(Func<bool> condition, TimeSpan within) => TrueAsync(() => Task.FromResult(condition()), within);

    /// <summary>How long it took.</summary>
    public static async Task<TimeSpan> TrueAsync(Func<Task<bool>> condition, TimeSpan within)
    {
        var since = Stopwatch.GetTimestamp();
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
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
