using System.Diagnostics;

namespace Dispatch.Cluster.Tests;

/// <summary>The short form of the chaos driver: real processes killed, paused and cut off under load, and every promise checked after.</summary>
[Collection(Alone.Name)]
public sealed class ChaosTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task Chaos_UnderSmallLoadWithAFixedSeed_BreaksNoPromise()
    {
        var configuration = Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/'));
        var program = Path.Combine(AppContext.BaseDirectory, "..", "..", "Dispatch.Simulation", configuration, "Dispatch.Simulation");
        string[] settings = ["--seconds", "15", "--rate", "15", "--kill-every", "3", "--seed", "3"];
        var start = new ProcessStartInfo(program, ["chaos", .. settings]) { RedirectStandardOutput = true };
        using var chaos = Process.Start(start)!;
        try
        {
            var said = await chaos.StandardOutput.ReadToEndAsync().WaitAsync(Longest);
            await chaos.WaitForExitAsync();
            Assert.True(chaos.ExitCode == 0, said);
        }
        finally
        {
            chaos.Kill(entireProcessTree: true);
        }
    }
}
