using Dispatch.Sealing.Keys;

namespace Dispatch.Web.Hosting;

/// <summary>One process per data directory: two over one store would each hold half of the truth.</summary>
/// <remarks>The lock is the operating system's, on an open file, and so is gone with the process however it ends; the file itself stays.</remarks>
internal sealed class DataLock : IDisposable
{
    private const string FileName = "in-use.lock";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(100);
    private readonly FileStream _file;

    private DataLock(FileStream file) => _file = file;

    /// <summary>Takes the directory, or says why not. One that is just being left, as in a restart, is waited for.</summary>
    public static async Task<(DataLock? Held, string? Fault)> TakeAsync(string directory)
    {
        var tries = (int)(Patience / Pace);
        while (true)
        {
            var held = Take(directory, out var fault);
            if (held is not null || --tries <= 0)
            {
                return (held, fault);
            }

            await Task.Delay(Pace);
        }
    }

    public void Dispose() => _file.Dispose();

    private static DataLock? Take(string directory, out string? fault)
    {
        try
        {
            PrivateFile.CreateDirectory(directory);
            fault = null;
            return new DataLock(new FileStream(Path.Combine(directory, FileName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (UnauthorizedAccessException)
        {
            fault = $"The data directory '{directory}' cannot be written to (Dispatch:DataDirectory).";
        }
        catch (IOException busy)
        {
            fault = Directory.Exists(directory) && File.Exists(Path.Combine(directory, FileName))
                ? $"Another process works with the data directory '{directory}'. End it, or name another directory in Dispatch:DataDirectory."
                : $"The data directory '{directory}' cannot be used: {busy.Message}";
        }

        return null;
    }
}
