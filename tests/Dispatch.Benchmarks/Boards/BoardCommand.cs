using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Dispatch.Cluster.Tests;

namespace Dispatch.Benchmarks.Boards;

/// <summary>Many people before one busy board, and many phones that wait.</summary>
internal static class BoardCommand
{
    private const string Station = "zhuoda";
    private const int Alike = 32;

    /// <summary>Of so many screens one is read; of the others only the bytes count, or reading would take the server's processors.</summary>
    private const int ReadOneOf = 50;

    public static Command Make()
    {
        var clients = new Option<int>("--clients") { DefaultValueFactory = _ => 1_000, Description = "How many watch the board." };
        var rate = new Option<int>("--rate") { DefaultValueFactory = _ => 200, Description = "Changes of the board each second." };
        var seconds = new Option<int>("--seconds") { DefaultValueFactory = _ => 10, Description = "How long each round runs." };
        var rounds = new Option<int>("--rounds") { DefaultValueFactory = _ => 5, Description = "How many rounds; the median counts." };
        var phones = new Option<int>("--phones") { DefaultValueFactory = _ => 10_000, Description = "Phones that are connected and idle; 0: none." };
        var json = new Option<FileInfo?>("--json") { Description = "Also write the figures to this file." };
        var command = new Command("board", "From commit to the screens of a busy board; server time, memory and bytes for each client.")
        {
            clients, rate, seconds, rounds, phones, json,
        };
        command.SetAction((parsed, stop) => RunAsync(
            new Plan(parsed.GetValue(clients), parsed.GetValue(rate), parsed.GetValue(seconds), parsed.GetValue(rounds), parsed.GetValue(phones)), parsed.GetValue(json), stop));
        return command;
    }

    private static async Task<int> RunAsync(Plan plan, FileInfo? json, CancellationToken stop)
    {
        var data = Directory.CreateTempSubdirectory("dispatch-board-").FullName;
        try
        {
            await using var product = new ProductProcess(data, ("Dispatch__Demo__Volunteers", "100"));
            await product.StartAsync();
            using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false, MaxConnectionsPerServer = 64 }) { BaseAddress = product.Address };
            http.DefaultRequestHeaders.Add("X-Requested-With", "CommunityCare");
            var figures = new Figures(Console.Out);
            await BusyAsync(plan, figures, product, http, stop);
            await IdleAsync(plan, figures, product, http, stop);
            await figures.SaveAsync(json);
            return 0;
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    private static async Task BusyAsync(Plan plan, Figures figures, ProductProcess product, HttpClient http, CancellationToken stop)
    {
        var cookie = await Visitor.SignInAsync(http, $"coordinator.{Station}", stop);
        var delays = new Delays();
        var before = await SettledMemoryAsync(product, stop);
        var watchers = await ConnectAsync(
            plan.Clients, number => new Visitor(http.BaseAddress!, cookie, number % ReadOneOf == 0 ? delays.Screen() : null), each => each.WatchAsync(Station, stop), stop);
        var changes = new Changes(http, cookie, delays, plan.Rate, stop);
        await changes.RunAsync(TimeSpan.FromSeconds(plan.Seconds));
        figures.Add("board.bytes_per_watcher", (await SettledMemoryAsync(product, stop) - before) / plan.Clients);

        var (middle, late, cores, bytes) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < plan.Rounds; round++)
        {
            delays.Clear();
            var (spent, received, clock) = (product.ProcessorTime, watchers.Sum(each => each.Bytes), Stopwatch.StartNew());
            await changes.RunAsync(TimeSpan.FromSeconds(plan.Seconds));
            cores.Add((product.ProcessorTime - spent).TotalSeconds / clock.Elapsed.TotalSeconds);
            bytes.Add((watchers.Sum(each => each.Bytes) - received) / (double)plan.Clients / clock.Elapsed.TotalSeconds);
            middle.Add(delays.At(0.5));
            late.Add(delays.At(0.99));
        }

        figures.Median("board.p50_ms", middle);
        figures.Median("board.p99_ms", late);
        figures.Median("board.cpu_cores", cores);
        figures.Median("board.bytes_per_client_s", bytes);
        figures.Add("board.lost_clients", watchers.Count(each => !each.IsOpen));
        figures.Add("board.changes_seen", delays.Count);
        watchers.ForEach(each => each.Dispose());

        var alone = product.ProcessorTime;
        await changes.RunAsync(TimeSpan.FromSeconds(plan.Seconds));
        figures.Add("board.cpu_cores_without_clients", (product.ProcessorTime - alone).TotalSeconds / plan.Seconds);
    }

    private static async Task IdleAsync(Plan plan, Figures figures, ProductProcess product, HttpClient http, CancellationToken stop)
    {
        if (plan.Phones == 0)
        {
            return;
        }

        var cookie = await Visitor.SignInAsync(http, $"volunteer1.{Station}", stop);
        var before = await SettledMemoryAsync(product, stop);
        var phones = await ConnectAsync(plan.Phones, _ => new Visitor(http.BaseAddress!, cookie), phone => phone.ConnectAsync(stop), stop);
        figures.Add("board.bytes_per_idle_phone", (await SettledMemoryAsync(product, stop) - before) / plan.Phones);
        var spent = product.ProcessorTime;
        await Task.Delay(TimeSpan.FromSeconds(plan.Seconds), stop);
        figures.Add("board.cpu_cores_idle_phones", (product.ProcessorTime - spent).TotalSeconds / plan.Seconds);
        phones.ForEach(each => each.Dispose());
    }

    private static async Task<List<Visitor>> ConnectAsync(int count, Func<int, Visitor> make, Func<Visitor, Task> connect, CancellationToken stop)
    {
        var visitors = Enumerable.Range(0, count).Select(make).ToList();
        await Parallel.ForEachAsync(visitors, new ParallelOptions { MaxDegreeOfParallelism = Alike, CancellationToken = stop }, async (each, _) => await connect(each));
        return visitors;
    }

    /// <summary>Resident bytes once what connecting left behind has been collected, as far as the server collects by itself.</summary>
    private static async Task<double> SettledMemoryAsync(ProductProcess product, CancellationToken stop)
    {
        await Task.Delay(TimeSpan.FromSeconds(2), stop);
        return product.WorkingSet;
    }

    private sealed record Plan(int Clients, int Rate, int Seconds, int Rounds, int Phones);
}
