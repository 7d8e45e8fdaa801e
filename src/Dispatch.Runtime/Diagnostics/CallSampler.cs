using System.Diagnostics;

namespace Dispatch.Runtime.Diagnostics;

/// <summary>
/// Chooses the calls whose latency is measured: every one while there are few, one in 2^n when there are many, so that reading the clock
/// never costs a noticeable part of the work. Process-wide; whoever is chosen helps to keep count, so no timer is needed.
/// </summary>
internal static class CallSampler
{
    /// <summary>Measuring takes about 0.3 microseconds, so this many a second cost half a per cent of one processor.</summary>
    private const int MostPerSecond = 20_000;

    private const uint Sparsest = (1 << 12) - 1;

    [ThreadStatic]
    private static uint count;

    private static uint mask;
    private static int taken;
    private static long since = Stopwatch.GetTimestamp();

    /// <summary>A timestamp for a call that is chosen, else 0.</summary>
    public static long Start() => (count++ & mask) == 0 ? Take() : 0;

    private static long Take()
    {
        var now = Stopwatch.GetTimestamp();
        var inWindow = Interlocked.Increment(ref taken);
        if (inWindow >= MostPerSecond || now - Volatile.Read(ref since) >= Stopwatch.Frequency)
        {
            Adapt(now, inWindow);
        }

        return now == 0 ? 1 : now;
    }

    /// <summary>The window is over or full: what comes next is thinned out to what this window's rate allows.</summary>
    private static void Adapt(long now, int inWindow)
    {
        var began = Volatile.Read(ref since);
        if (Interlocked.CompareExchange(ref since, now, began) != began)
        {
            return;
        }

        Volatile.Write(ref taken, 0);
        var seconds = Math.Max(now - began, 1) / (double)Stopwatch.Frequency;
        var calls = inWindow * (mask + 1.0) / seconds;
        mask = Math.Min(Sparsest, uint.Max(1, System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Min(calls / MostPerSecond, Sparsest))) - 1);
    }
}
