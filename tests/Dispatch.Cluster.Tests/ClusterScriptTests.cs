using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Runtime.Versioning;
using System.Text.RegularExpressions;
using Shouldly;

namespace Dispatch.Cluster.Tests;

/// <summary>./cluster.sh as its users drive it.</summary>
[SupportedOSPlatform("linux")]
public sealed partial class ClusterScriptTests : IAsyncLifetime
{
    private readonly string _directory = $"/tmp/dispatch-script-{Environment.ProcessId}";
    private bool _isUp;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_isUp)
        {
            await RunAsync("down");
        }

        if (Directory.Exists(_directory))
        {
            Directory.Delete(_directory, recursive: true);
        }
    }

    [Fact]
    public async Task Up_TwoSilosOneKilled_StatusTellsAndUpMendsAndDownLeavesNothing()
    {
        var port = FreeBlock();
        string[] up = ["up", "--silos", "2", "--web", "1", "--port", port.ToString(CultureInfo.InvariantCulture), "--no-build", "--configuration", Configuration];
        _isUp = true;
        var (code, said) = await RunAsync(up);
        code.ShouldBe(0, said);
        said.ShouldContain($"http://127.0.0.1:{port}/help");
        said.ShouldContain("Their password: ");
        File.GetUnixFileMode(Path.Combine(_directory, "secrets")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var before = States((await RunAsync("status")).Said);
        before.Values.ShouldAllBe(state => state == "ready" || state == "running");
        before.Keys.ShouldBe(["postgres", "silo-1", "silo-2", "web-1"]);

        (await RunAsync("kill", "2")).Code.ShouldBe(0);
        States((await RunAsync("status")).Said)["silo-2"].ShouldBe("down");
        var pids = Pids((await RunAsync(up)).Said);
        var again = (await RunAsync(up)).Said;
        States(again).ShouldBe(before);
        Pids(again).ShouldBe(pids, "What runs is left alone.");

        (await RunAsync("kill", "web", "1")).Code.ShouldBe(0);
        (await RunAsync("restart", "web", "1")).Said.ShouldContain("ready");
        var last = Pids((await RunAsync("status")).Said);
        (await RunAsync("down")).Code.ShouldBe(0);
        _isUp = false;
        last.ShouldAllBe(pid => !IsRunning(pid));
        States((await RunAsync("status")).Said).Values.ShouldAllBe(state => state == "down");
    }

    [Theory]
    [InlineData("fly")]
    [InlineData("up --silos 0")]
    [InlineData("up --web eleven")]
    [InlineData("up --port")]
    [InlineData("up now")]
    [InlineData("down --hard")]
    public async Task Words_ThatMeanNothing_GiveOneLineAndTwo(string words)
    {
        var (code, said) = await RunAsync(words.Split(' '));
        code.ShouldBe(2);
        said.Trim().Split('\n').Length.ShouldBe(1, said);
        Directory.Exists(_directory).ShouldBeFalse();
    }

    private static string Configuration => Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/'));

    private async Task<(int Code, string Said)> RunAsync(params string[] arguments)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root!.FullName, "cluster.sh")))
        {
            root = root.Parent;
        }

        // What it starts goes on, so the output goes to a file: a pipe would stay open with them.
        var output = $"{_directory}.out";
        var start = new ProcessStartInfo("/bin/sh", [
            "-c", "exec \"$@\" >\"$0\" 2>&1", output, Path.Combine(root.FullName, "cluster.sh"), .. arguments, .. DirectoryUnless(arguments)]);
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(150));
        var said = await File.ReadAllTextAsync(output);
        File.Delete(output);
        return (process.ExitCode, said);
    }

    /// <summary>An option at the end would take the next word as its value.</summary>
    private string[] DirectoryUnless(string[] arguments) => arguments[^1] == "--port" ? [] : ["--dir", _directory];

    private static Dictionary<string, string> States(string said) => Lines(said).ToDictionary(words => words[0], words => words[1]);

    private static List<string> Pids(string said) => [.. Lines(said).Select(words => words[2]).Where(word => word != "-")];

    private static IEnumerable<string[]> Lines(string said) => said.Split('\n')
        .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .Where(words => words.Length == 4 && Names().IsMatch(words[0]));

    [GeneratedRegex(@"\A(postgres|(silo|web)-\d+)\z")]
    private static partial Regex Names();

    /// <summary>A process that has ended and whose parent has not asked yet counts as ended.</summary>
    private static bool IsRunning(string pid) =>
        File.Exists($"/proc/{pid}/status") && !File.ReadAllText($"/proc/{pid}/status").Contains("State:\tZ", StringComparison.Ordinal);

    /// <summary>A first port with which the script finds all it needs free.</summary>
    private static int FreeBlock() => Enumerable.Range(0, 100).Select(_ => Random.Shared.Next(20_000, 32_000))
        .First(port => new[] { 0, 100, 101, 102, 201, 202 }.All(offset => IsFree(port + offset)));

    private static bool IsFree(int port)
    {
        using var door = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            door.Bind(new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
