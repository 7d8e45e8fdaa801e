using System.Diagnostics;
using System.Net;

namespace Dispatch.Cluster.Tests;

/// <summary>One silo as its own process.</summary>
internal sealed class SiloProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Task<string> _errors;
    private readonly Uri _health;

    private SiloProcess(Process process, Uri health, int port)
    {
        (_process, _health, Port) = (process, health, port);
        _errors = process.StandardError.ReadToEndAsync();
        process.OutputDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
    }

    public int Port { get; }

    public static SiloProcess Start(string postgres, int port, params string[] settings)
    {
        var configuration = Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/'));
        var program = Path.Combine(AppContext.BaseDirectory, "..", "..", "Dispatch.Silo", configuration, "Dispatch.Silo");
        var health = new Uri($"http://127.0.0.1:{Ports.Free()}");
        var start = new ProcessStartInfo(program, [
            "--urls", health.ToString(), "--Dispatch:Mode=Cluster", $"--Dispatch:Postgres={postgres}", $"--Dispatch:Cluster:Port={port}",
            "--Dispatch:Cluster:Secret=the secret of the tested cluster", .. settings])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return new(Process.Start(start)!, health, port);
    }

    /// <summary>Waits until the process says that it takes calls.</summary>
    public async Task<SiloProcess> ReadyAsync()
    {
        using var http = new HttpClient { BaseAddress = _health };
        await Wait.UntilAsync(async () =>
        {
            try
            {
                return (await http.GetAsync(new Uri("/health/ready", UriKind.Relative))).StatusCode == HttpStatusCode.OK;
            }
            catch (HttpRequestException) when (!_process.HasExited)
            {
                return false;
            }
        }, TimeSpan.FromSeconds(30));
        return this;
    }

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
