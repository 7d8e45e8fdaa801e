using System.Diagnostics;
using System.Globalization;

namespace Dispatch.Simulation.Chaos.Topology;

/// <summary>One life of one process of the product.</summary>
internal sealed class Node : IDisposable
{
    private readonly Process _process;
    private readonly Uri _door;
    private readonly StreamWriter _log;

    public Node(string life, ProcessStartInfo start, Uri door, string folder, Action<Node> ended)
    {
        (Life, _door) = (life, door);
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        _log = new StreamWriter(Path.Combine(folder, $"{life}.log")) { AutoFlush = true };
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.Exited += (_, _) => ended(this);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Names this life, not the next: <c>silo-2.3</c> is the third of the second silo.</summary>
    public string Life { get; }

    public bool HasEnded => _process.HasExited;

    /// <summary>Waits until the process says that it takes calls.</summary>
    public async Task ReadyAsync(TimeSpan within)
    {
        using var http = new HttpClient { BaseAddress = _door, Timeout = TimeSpan.FromSeconds(2) };
        using var patience = new CancellationTokenSource(within);
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (!await IsReadyAsync(http))
        {
            if (HasEnded || patience.IsCancellationRequested)
            {
                throw new InvalidOperationException(
                    HasEnded ? $"{Life} ended with {_process.ExitCode} before it was ready." : $"{Life} was not ready in {within}.");
            }

            await pace.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    /// <summary>SIGKILL: no code of the process runs any more.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>TERM ends it in order, STOP pauses it and CONT lets it go on.</summary>
    public async Task SignalAsync(string name)
    {
        using var kill = Process.Start("/bin/kill", [$"-{name}", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Its exit code; null when it has not ended in time.</summary>
    public async Task<int?> EndAsync(TimeSpan within)
    {
        await _process.WaitForExitAsync().WaitAsync(within).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return _process.HasExited ? _process.ExitCode : null;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
        lock (_log)
        {
            _log.Dispose();
        }
    }

    private static async Task<bool> IsReadyAsync(HttpClient http)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri("/health/ready", UriKind.Relative));
            return answer.IsSuccessStatusCode;
        }
        catch (Exception notYet) when (notYet is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }

    private void Keep(string? line)
    {
        lock (_log)
        {
            if (line is not null && _log.BaseStream is { CanWrite: true })
            {
                _log.WriteLine($"{DateTimeOffset.UtcNow:HH:mm:ss.fff} {line}");
            }
        }
    }
}
