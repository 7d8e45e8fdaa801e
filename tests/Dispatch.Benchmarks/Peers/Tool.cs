using System.Diagnostics;
using System.Globalization;

namespace Dispatch.Benchmarks.Peers;

/// <summary>Runs a rival's own programs and reads the figures that they print as <c>key=value</c>.</summary>
internal static class Tool
{
    public static async Task<string> RunAsync(string folder, string data, params string[] command)
    {
        var program = command[0].StartsWith("./", StringComparison.Ordinal) ? Path.GetFullPath(command[0], folder) : command[0];
        var start = new ProcessStartInfo(program, command[1..]) { WorkingDirectory = folder, RedirectStandardOutput = true };
        start.Environment["PEERS_DIR"] = data;
        using var process = Process.Start(start)!;
        var printed = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? printed
            : throw new InvalidOperationException($"'{string.Join(' ', command)}' in {folder} ended with {process.ExitCode}: {printed}");
    }

    /// <summary>The figures of the first line that has the key.</summary>
    public static Dictionary<string, double> Read(string printed, string key)
    {
        foreach (var line in printed.Split('\n'))
        {
            var figures = line.Split(' ').Select(word => word.Split('=', 2)).Where(pair => pair.Length == 2)
                .Select(pair => (Name: pair[0], IsNumber: double.TryParse(pair[1], CultureInfo.InvariantCulture, out var value), Value: value))
                .Where(pair => pair.IsNumber).ToDictionary(pair => pair.Name, pair => pair.Value);
            if (figures.ContainsKey(key))
            {
                return figures;
            }
        }

        throw new InvalidOperationException($"No '{key}' in: {printed}");
    }
}
