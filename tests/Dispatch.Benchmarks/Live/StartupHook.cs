using System.Diagnostics;
using System.Globalization;
using Dispatch.Benchmarks.Live;

/// <summary>
/// Runs inside the product under load and notes every pause of its collections. The runtime looks for this very name, without a namespace, in the
/// assembly that <c>DOTNET_STARTUP_HOOKS</c> names.
/// </summary>
internal static class StartupHook
{
    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable(Pause.FileVariable) is { } file)
        {
            new Thread(() => Watch(file)) { IsBackground = true, Name = "Pauses" }.Start();
        }
    }

    private static void Watch(string file)
    {
        using var notes = new StreamWriter(file) { AutoFlush = true };
        var seen = 0L;
        while (true)
        {
            Thread.Sleep(10);
            var last = GC.GetGCMemoryInfo(GCKind.Any);
            if (last.Index == seen)
            {
                continue;
            }

            seen = last.Index;
            var length = last.PauseDurations[0] + last.PauseDurations[1];
            notes.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Stopwatch.GetTimestamp()} {length.Ticks} {last.Generation}"));
        }
    }
}
