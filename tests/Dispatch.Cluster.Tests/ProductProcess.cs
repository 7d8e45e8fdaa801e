using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Dispatch.Cluster.Tests;

/// <summary>The product as users run it: a process of its own over a data directory, which can be killed and started again.</summary>
/// <remarks>Shared with the benchmarks, so it knows no test framework.</remarks>
internal sealed class ProductProcess(string dataDirectory, params (string Name, string Value)[] settings) : IAsyncDisposable
{
    public const string Password = "one password for the drill";

    private readonly Queue<string> _lastLines = new();
    private Process? _process;

    public int Id => _process!.Id;

    /// <summary>What it has taken of the processors so far.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process!.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Bytes that are resident now.</summary>
    public long WorkingSet
    {
        get
        {
            _process!.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>Told of every line that the product says.</summary>
    public Action<string>? Heard { get; init; }

    public Uri Address { get; private set; } = new("http://127.0.0.1");

    public async Task StartAsync()
    {
        Launch(new Uri($"http://127.0.0.1:{FreePort()}"));
        await ReadyAsync();
    }

    /// <summary>Starts where the product must end by itself; its exit code and what it said.</summary>
    public async Task<(int Code, IReadOnlyList<string> Said)> EndAsync(Uri? address = null)
    {
        Launch(address ?? new Uri($"http://127.0.0.1:{FreePort()}"));
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        await _process!.WaitForExitAsync(patience.Token);
        lock (_lastLines)
        {
            return (_process.ExitCode, [.. _lastLines.Where(line => line.Length > 0)]);
        }
    }

    /// <summary>Starts without waiting until it is ready.</summary>
    public void Launch() => Launch(new Uri($"http://127.0.0.1:{FreePort()}"));

    /// <summary>The last lines that it said.</summary>
    public IReadOnlyList<string> Said
    {
        get
        {
            lock (_lastLines)
            {
                return [.. _lastLines];
            }
        }
    }

    /// <summary>SIGTERM: asks it to end in order; answers its exit code.</summary>
    public async Task<int> TermAsync(Func<Task> meanwhile)
    {
        using (var kill = Process.Start("/bin/kill", ["-TERM", Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))
        {
            await kill.WaitForExitAsync();
        }

        await meanwhile();
        await _process!.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(40));
        return _process.ExitCode;
    }

    /// <summary>SIGKILL: no shutdown code runs.</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            await KillAsync();
        }

        _process?.Dispose();
    }

    private void Launch(Uri address)
    {
        Address = address;
        var start = new ProcessStartInfo("dotnet", [Dll(), "--urls", Address.OriginalString])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["Dispatch__DataDirectory"] = dataDirectory,
                ["Dispatch__Demo__Password"] = Password,
                ["Dispatch__RateLimits__Enabled"] = "false",
                ["ASPNETCORE_ENVIRONMENT"] = "Production",
            },
        };
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    private async Task ReadyAsync()
    {
        using var client = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(2) };
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (await pace.WaitForNextTickAsync(patience.Token))
        {
            if (_process!.HasExited)
            {
                throw new InvalidOperationException($"The product ended by itself:\n{string.Join('\n', _lastLines)}");
            }

            try
            {
                if ((await client.GetAsync("/health/ready", patience.Token)).IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (Exception notYet) when (notYet is HttpRequestException or TaskCanceledException)
            {
                // It is still starting; the next tick asks again.
            }
        }
    }

    private void Keep(string? line)
    {
        Heard?.Invoke(line ?? "");
        lock (_lastLines)
        {
            _lastLines.Enqueue(line ?? "");
            while (_lastLines.Count > 60)
            {
                _lastLines.Dequeue();
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string Dll()
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(own.Parent!.Parent!.FullName, "Dispatch.Web", own.Name, "Dispatch.Web.dll");
    }
}
