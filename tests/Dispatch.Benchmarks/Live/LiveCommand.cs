using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Dispatch.Cluster.Tests;

namespace Dispatch.Benchmarks.Live;

/// <summary>The product under its stated load: a process of its own, real HTTP and real WebSockets, SQLite with fsync.</summary>
internal static class LiveCommand
{
    private const int SeldomAlarms = 800;
    private const int FrequentAlarms = 50;

    public static Command Make()
    {
        var volunteers = new Option<int>("--volunteers") { Description = "Phones on duty.", DefaultValueFactory = _ => 10_000 };
        var rate = new Option<int>("--rate") { Description = "Requests per second.", DefaultValueFactory = _ => 200 };
        var seconds = new Option<int>("--seconds") { Description = "Length of the measured run.", DefaultValueFactory = _ => 60 };
        var warmUp = new Option<int>("--warm-up") { Description = "Seconds of the same load before the measured run.", DefaultValueFactory = _ => 20 };
        var alarms = new Option<int>("--alarm-seconds")
        {
            Description = "Length of a second run in which every 50th request is Urgent and every 50th an Emergency; 0: none.",
            DefaultValueFactory = _ => 60,
        };
        var json = new Option<string?>("--json") { Description = "Also write the figures as a flat object." };
        var command = new Command("live", "POST and push latency, start-up time and memory with many phones on duty.") 
        {
            volunteers, rate, seconds, warmUp, alarms, json,
        };
        command.SetAction((parsed, stop) => RunAsync(
            new Load(parsed.GetValue(volunteers), parsed.GetValue(rate), parsed.GetValue(seconds), parsed.GetValue(warmUp), parsed.GetValue(alarms)),
            parsed.GetValue(json),
            stop));
        return command;
    }

    private static async Task<int> RunAsync(Load load, string? json, CancellationToken stop)
    {
        var data = Directory.CreateTempSubdirectory("dispatch-live-").FullName;
        try
        {
            var fresh = await StartUpAsync(data);
            var pauses = Path.Combine(data, "pauses");
            await using var product = new ProductProcess(
                data,
                ("Dispatch__Demo__Volunteers", (load.Volunteers / 2).ToString(CultureInfo.InvariantCulture)),
                ("DOTNET_STARTUP_HOOKS", typeof(LiveCommand).Assembly.Location),
                (Pause.FileVariable, pauses));
            await product.StartAsync();
            using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false, MaxConnectionsPerServer = 256 }) { BaseAddress = product.Address };
            http.DefaultRequestHeaders.Add("X-Requested-With", "CommunityCare");
            using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
            var drive = new LiveDrive(http, load.Rate, over.Token);
            var report = new LiveReport { Ready = fresh, Resident = product.WorkingSet / 1e6 };
            Console.WriteLine($"Signing in and connecting {load.Volunteers} phones ...");
            var phones = await ConnectAsync(http, load.Volunteers, drive, over.Token);
            await drive.RunAsync(TimeSpan.FromSeconds(load.WarmUp), SeldomAlarms);
            GoFirst();
            var (began, server, own) = (Stopwatch.GetTimestamp(), product.ProcessorTime, Environment.CpuUsage.TotalTime);
            report.Steady = await drive.RunAsync(TimeSpan.FromSeconds(load.Seconds), SeldomAlarms);
            report.Cores = (product.ProcessorTime - server).TotalSeconds / load.Seconds;
            report.DriverCores = (Environment.CpuUsage.TotalTime - own).TotalSeconds / load.Seconds;
            report.ResidentConnected = product.WorkingSet / 1e6;
            report.Pauses = Pause.Read(pauses, began);
            report.Alarms = await drive.RunAsync(TimeSpan.FromSeconds(load.AlarmSeconds), FrequentAlarms);
            report.Failures = drive.Failures;
            report.Print();
            if (json is not null)
            {
                report.Write(json);
            }

            await over.CancelAsync();
            phones.ForEach(phone => phone.Dispose());
            return drive.Failures.IsEmpty ? 0 : 1;
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

    private sealed record Load(int Volunteers, int Rate, int Seconds, int WarmUp, int AlarmSeconds);
}
