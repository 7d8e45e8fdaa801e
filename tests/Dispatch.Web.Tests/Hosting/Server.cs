using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Dispatch.Web.Tests.Hosting;

/// <summary>The product as a process of its own, so that it can be killed.</summary>
internal sealed partial class Server : IAsyncDisposable
{
    private readonly Process _process;
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Server(string data, string? before, string[] settings)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "Dispatch.Web.dll");
        string[] arguments = [program, "--urls=http://127.0.0.1:0", $"--Dispatch:DataDirectory={data}", $"--Dispatch:Demo:Password={Product.Password}",
            "--Dispatch:RateLimits:Enabled=false", "--Dispatch:Demo:HistoryWeeks=0",
            .. Stores.Settings(data).Select(setting => $"--{setting.Key}={setting.Value}"), .. settings];
        var command = before is null
            ? new ProcessStartInfo("dotnet", arguments)
            : new ProcessStartInfo("bash", ["-c", $"{before}; exec dotnet \"$@\"", "bash", .. arguments]);
        command.RedirectStandardOutput = true;
        command.RedirectStandardError = true;
        _process = new Process { StartInfo = command, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Read(line.Data);
        _process.ErrorDataReceived += (_, line) => Read(line.Data);
        _process.Exited += (_, _) => _address.TrySetException(new InvalidOperationException($"The server ended at once: {string.Join('\n', Lines)}"));
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public List<string> Lines { get; } = [];

    public int ProcessId => _process.Id;

    /// <summary>Starts the product and waits until it listens.</summary>
    public static async Task<(Server Server, Visitor Visitor)> StartAsync(string data, string? before = null, params string[] settings)
    {
        var server = Launch(data, before, settings);
        return (server, new Visitor(await server._address.Task.WaitAsync(TimeSpan.FromSeconds(60))));
    }

    /// <summary>Starts the product and waits for nothing.</summary>
    public static Server Launch(string data, string? before = null, params string[] settings) => new(data, before, settings);

    /// <summary>Waits until the process has ended by itself; answers its exit code.</summary>
    public async Task<int> EndAsync()
    {
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    /// <summary>Kills the process as a power cut would.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
    }

    private void Read(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (Lines)
        {
            Lines.Add(line);
        }

        if (Listening().Match(line) is { Success: true } found)
        {
            _address.TrySetResult(new Uri(found.Groups[1].Value));
        }
    }

    [GeneratedRegex(@"Now listening on: (http\S+)")]
    private static partial Regex Listening();
}
