using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Dispatch.Cluster.Tests;

namespace Dispatch.Benchmarks.Live;

/// <summary>The product under its stated load: a process of its own, real HTTP and real WebSockets, SQLite with fsync.</summary>
internal static class LiveCommand
{
    public static Command Make()
    {
        var volunteers = new Option<int>("--volunteers") { Description = "Phones on duty.", DefaultValueFactory = _ => 10_000 };
        var rate = new Option<int>("--rate") { Description = "Requests per second.", DefaultValueFactory = _ => 200 };
        var seconds = new Option<int>("--seconds") { Description = "Length of the measured run.", DefaultValueFactory = _ => 60 };
        var warmUp = new Option<int>("--warm-up") { Description = "Seconds of the same load before the measured run.", DefaultValueFactory = _ => 20 };
        var json = new Option<string?>("--json") { Description = "Also write the figures as a flat object." };
        var command = new Command("live", "POST and push latency, start-up time and memory with many phones on duty.") { volunteers, rate, seconds, warmUp, json };
        command.SetAction((parsed, stop) => RunAsync(
            new Load(parsed.GetValue(volunteers), parsed.GetValue(rate), parsed.GetValue(seconds), parsed.GetValue(warmUp)), parsed.GetValue(json), stop));
        return command;
    }

    private static async Task<int> RunAsync(Load load, string? json, CancellationToken stop)
    {
        var data = Directory.CreateTempSubdirectory("dispatch-live-").FullName;
        try
        {
            var fresh = await StartUpAsync(data);
            await using var product = new ProductProcess(data, ("Dispatch__Demo__Volunteers", (load.Volunteers / 2).ToString(CultureInfo.InvariantCulture)));
            await product.StartAsync();
            using var loaded = Process.GetProcessById(product.Id);
            var quiet = loaded.WorkingSet64 / 1e6;
            using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false, MaxConnectionsPerServer = 256 }) { BaseAddress = product.Address };
            using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
            var drive = new LiveDrive(http, load.Rate, over.Token);
            Console.WriteLine($"Signing in and connecting {load.Volunteers} phones ...");
            var phones = await ConnectAsync(http, load.Volunteers, drive, over.Token);
            var warm = new LiveDrive(http, load.Rate, over.Token);
            await warm.RunAsync(TimeSpan.FromSeconds(load.WarmUp));
            var before = Process.GetProcessById(product.Id).TotalProcessorTime;
            GoFirst();
            var (ownTime, ownPauses) = (Environment.CpuUsage.TotalTime, GC.GetTotalPauseDuration());
            await drive.RunAsync(TimeSpan.FromSeconds(load.Seconds));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"driver: {(Environment.CpuUsage.TotalTime - ownTime).TotalSeconds / load.Seconds:0.00} cores, "
                + $"{(GC.GetTotalPauseDuration() - ownPauses).TotalMilliseconds:0} ms in collections"));
            using var server = Process.GetProcessById(product.Id);
            Report(drive, fresh, quiet, server.WorkingSet64 / 1e6, (server.TotalProcessorTime - before).TotalSeconds / load.Seconds, json);
            await over.CancelAsync();
            phones.ForEach(phone => phone.Dispose());
            return drive.Failed == 0 ? 0 : 1;
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    /// <summary>Seconds until ready on an empty store with the demonstration data.</summary>
    private static async Task<double> StartUpAsync(string data)
    {
        await using var product = new ProductProcess(data);
        var began = Stopwatch.GetTimestamp();
        await product.StartAsync();
        return Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    /// <summary>Residents and phones have processors of their own in the field: what the driver waits for its turn must not count as the product's time.</summary>
    private static void GoFirst()
    {
        using var self = Process.GetCurrentProcess();
        try
        {
            self.PriorityClass = ProcessPriorityClass.High;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Console.WriteLine("The driver runs at ordinary priority: raising it needs root.");
        }
    }

    private static async Task<List<Phone>> ConnectAsync(HttpClient http, int volunteers, LiveDrive drive, CancellationToken stop)
    {
        var phones = new List<Phone>();
        for (var number = 1; number <= volunteers / 2; number++)
        {
            phones.Add(new Phone(http, $"syn-{number:00000}.zhuoda"));
            phones.Add(new Phone(http, $"syn-{number:00000}.fucheng"));
        }

        phones.AddRange(Enumerable.Range(1, 6).Select(number => new Phone(http, $"counsellor{number}.fucheng")));
        await Parallel.ForEachAsync(phones, new ParallelOptions { MaxDegreeOfParallelism = 32, CancellationToken = stop }, async (phone, cancel) =>
        {
            var spread = (phone.Account.GetHashCode(StringComparison.Ordinal) % 1_000) * 0.00003;
            var (lat, lon) = phone.Account.EndsWith("zhuoda", StringComparison.Ordinal) ? (18.27, 109.522) : (22.73, 114.02);
            await phone.ConnectAsync(lat + spread, lon - spread, ProductProcess.Password, drive.Offered, stop);
        });
        return phones;
    }

    private static void Report(LiveDrive drive, double fresh, double quiet, double megabytes, double cores, string? json)
    {
        Console.WriteLine($"POST /api/requests, durable        {drive.Post}");
        Console.WriteLine($"offer on the phone after, Ordinary {drive.PushOrdinary}");
        Console.WriteLine($"                          Urgent   {drive.PushUrgent}");
        Console.WriteLine($"                          Emergency{drive.PushEmergency}");
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"ready on an empty store in {fresh:0.0} s; {quiet:0} MB resident with all volunteers loaded, {megabytes:0} MB with all their phones connected; "
            + $"{cores:0.00} cores during the run; {drive.Failed} failed calls"));
        foreach (var (what, count) in drive.Failures)
        {
            Console.WriteLine($"  {count} x {what}");
        }

        if (json is not null)
        {
            var figures = new Dictionary<string, double>
            {
                ["live.post.p50_ms"] = drive.Post.At(0.5),
                ["live.post.p99_ms"] = drive.Post.At(0.99),
                ["live.push.ordinary.p99_ms"] = drive.PushOrdinary.At(0.99),
                ["live.push.urgent.p99_ms"] = drive.PushUrgent.At(0.99),
                ["live.push.emergency.p99_ms"] = drive.PushEmergency.At(0.99),
                ["live.requests"] = drive.Post.Count,
                ["live.failed"] = drive.Failed,
                ["live.ready_s"] = fresh,
                ["live.resident_mb"] = quiet,
                ["live.resident_connected_mb"] = megabytes,
                ["live.cpu_cores"] = cores,
            };
            File.WriteAllText(json, JsonSerializer.Serialize(figures));
        }
    }

    private sealed record Load(int Volunteers, int Rate, int Seconds, int WarmUp);
}
