using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;

namespace Dispatch.Cluster.Tests;

/// <summary>One silo as its own process.</summary>
internal sealed class SiloProcess : IAsyncDisposable
{
    public const string Secret = "the secret of the tested cluster";

    /// <summary>What the keys of the store are sealed with, and case codes follow from.</summary>
    public const string ServerSecret = "c2VjcmV0IG9mIHRoZSB0ZXN0ZWQgY2x1c3RlcidzIHdlYiBwcm9jZXNzZXM=";

    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly Task<string> _errors;
    private readonly ConcurrentQueue<string> _lines = [];
    private readonly Uri _health;

    private SiloProcess(Process process, Uri health, int port)
    {
        (_process, _health, Port) = (process, health, port);
        _errors = process.StandardError.ReadToEndAsync();
        process.OutputDataReceived += (_, line) => _lines.Enqueue(line.Data ?? "");
        process.BeginOutputReadLine();
    }

    public int Port { get; }

    /// <summary>Where its health pages and metrics are.</summary>
    public Uri Pages => _health;

    /// <summary>What it logged.</summary>
    public string Log => string.Join('\n', _lines);

    public static SiloProcess Start(string postgres, int port, params string[] settings)
    {
        var configuration = Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/'));
        var program = Path.Combine(AppContext.BaseDirectory, "..", "..", "Dispatch.Silo", configuration, "Dispatch.Silo");
        var health = new Uri($"http://127.0.0.1:{Ports.Free()}");
        var start = new ProcessStartInfo(program, [
            "--urls", health.ToString(), "--Dispatch:Mode=Cluster", $"--Dispatch:Postgres={postgres}", $"--Dispatch:Cluster:Port={port}",
            $"--Dispatch:Cluster:Secret={Secret}", $"--Dispatch:Secret={ServerSecret}", .. settings])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return new(Process.Start(start)!, health, port);
    }

    /// <summary>Waits until the process says that it takes calls.</summary>
    public async Task<SiloProcess> ReadyAsync()
    {
        await BecomesAsync("ready", HttpStatusCode.OK);
        return this;
    }

    /// <summary>Waits until one of its health pages answers so.</summary>
    public Task<TimeSpan> BecomesAsync(string page, HttpStatusCode status) => Wait.UntilAsync(
        () => _process.HasExited
            ? throw new InvalidOperationException($"The silo ended by itself with {_process.ExitCode}:\n{Log}")
            : Health.IsAsync(_health, page, status),
        Slow);

    /// <summary>TERM ends it in order, KILL at once, STOP pauses it and CONT lets it go on.</summary>
    public async Task SignalAsync(string name)
    {
        using var kill = Process.Start("/bin/kill", [$"-{name}", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    /// <summary>The exit code, and what it said on the error stream.</summary>
    public async Task<(int Code, string Words)> EndAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30));
        return (_process.ExitCode, await _errors);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }
}
