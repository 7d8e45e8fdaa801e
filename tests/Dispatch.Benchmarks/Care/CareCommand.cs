using System.CommandLine;
using System.Diagnostics;
using Dispatch.Benchmarks.Boards;
using Dispatch.Benchmarks.Live;
using Dispatch.Cluster.Tests;

namespace Dispatch.Benchmarks.Care;

/// <summary>The limits of the care pathway: pages, the cost of due follow-ups, and clocks after a kill, with many cases in the store.</summary>
internal static class CareCommand
{
    private const int SecondsOfDay = 86_400;
    private static readonly TimeSpan Lead = TimeSpan.FromSeconds(45);

    public static Command Make()
    {
        var cases = new Option<int>("--cases") { DefaultValueFactory = _ => 16_700, Description = "Open cases of High-risk, six clocks each." };
        var cries = new Option<int>("--cries") { DefaultValueFactory = _ => 100, Description = "High-risk requests that page." };
        var due = new Option<int>("--due") { DefaultValueFactory = _ => 600, Description = "Follow-ups that come due while the cost is measured." };
        var seconds = new Option<int>("--seconds") { DefaultValueFactory = _ => 60, Description = "How long they are spread over." };
        var json = new Option<FileInfo?>("--json") { Description = "Also write the figures to this file." };
        var command = new Command("care", "Pages, due follow-ups and clocks after a kill, with many cases in the store.") { cases, cries, due, seconds, json };
        command.SetAction((parsed, stop) => RunAsync(
            new Plan(parsed.GetValue(cases), parsed.GetValue(cries), parsed.GetValue(due), parsed.GetValue(seconds)), parsed.GetValue(json), stop));
        return command;
    }

    private static async Task<int> RunAsync(Plan plan, FileInfo? json, CancellationToken stop)
    {
        var data = Directory.CreateTempSubdirectory("dispatch-care-").FullName;
        try
        {
            var (figures, town) = (new Figures(Console.Out), new CareTown(data));
            await using (var first = new ProductProcess(data))
            {
                await first.StartAsync();
                await first.TermAsync(() => Task.CompletedTask);
            }

            var began = DateTimeOffset.UtcNow;
            var clocks = await town.AddAsync("later", [.. Enumerable.Range(0, plan.Cases).Select(number => began.AddHours(4 + (20.0 * number / plan.Cases)))]);
            figures.Add("care.cases", plan.Cases);
            figures.Add("care.clocks", clocks);
            await CostAsync(plan, figures, town, data, stop);
            await KillAsync(plan, figures, town, data);
            await figures.SaveAsync(json);
            return 0;
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    /// <summary>Pages first, on a product that has been up for a while; then a window in which follow-ups come due, and one as long in which none do.</summary>
    private static async Task CostAsync(Plan plan, Figures figures, CareTown town, string data, CancellationToken stop)
    {
        var length = TimeSpan.FromSeconds(plan.Seconds);
        var from = DateTimeOffset.UtcNow + Lead + TimeSpan.FromSeconds(30 + (plan.Cries / 2));
        var due = Spread(from, length, plan.Due);
        await town.AddAsync("due", due);
        await using var product = new ProductProcess(data);
        await product.StartAsync();
        await PagesAsync(plan, figures, product, stop);
        await UntilAsync(from, stop);
        var before = product.ProcessorTime;
        await UntilAsync(from + length + TimeSpan.FromSeconds(2), stop);
        var between = product.ProcessorTime;
        await UntilAsync(from + length + length + TimeSpan.FromSeconds(4), stop);
        var (busy, idle) = (between - before, product.ProcessorTime - between);
        await product.TermAsync(() => Task.CompletedTask);

        var late = await town.LatenessAsync("due", due);
        figures.Add("care.due.told", late.Count(each => each is not null));
        figures.Add("care.due.late_max_s", late.Max(each => each?.TotalSeconds ?? double.NaN));
        figures.Add("care.idle_cores", idle / length);
        figures.Add("care.due.ms_each", (busy - idle).TotalMilliseconds / plan.Due);
        figures.Add("care.due.cores_at_100000_a_day", (busy - idle).TotalSeconds / plan.Due * 100_000 / SecondsOfDay);
    }

    /// <summary>From the POST to the last of three phones, one cry after the other.</summary>
    private static async Task PagesAsync(Plan plan, Figures figures, ProductProcess product, CancellationToken stop)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = product.Address };
        http.DefaultRequestHeaders.Add("X-Requested-With", "CommunityCare");
        var phones = new List<PagedPhone>();
        foreach (var account in new[] { "counsellor1.fucheng", "counsellor2.fucheng", "head.fucheng" })
        {
            phones.Add(await PagedPhone.ConnectAsync(http, account, stop));
        }

        var took = new Percentiles();
        for (var cry = 0; cry < plan.Cries; cry++)
        {
            var began = Stopwatch.GetTimestamp();
            var id = await PagedPhone.CryAsync(http, stop);
            await Task.WhenAll(phones.Select(phone => phone.PagedAsync(id)));
            took.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }

        figures.Add("care.page.p50_ms", took.At(0.5));
        figures.Add("care.page.p99_ms", took.At(0.99));
        figures.Add("care.page.max_ms", took.At(1));
        phones.ForEach(phone => phone.Dispose());
    }

    /// <summary>The process dies in the middle of a window in which follow-ups come due, and is started again five seconds later.</summary>
    private static async Task KillAsync(Plan plan, Figures figures, CareTown town, string data)
    {
        var (from, length) = (DateTimeOffset.UtcNow + Lead, TimeSpan.FromSeconds(plan.Seconds));
        var due = Spread(from, length, plan.Due);
        await town.AddAsync("killed", due);
        await using (var product = new ProductProcess(data))
        {
            await product.StartAsync();
            await UntilAsync(from + (length / 2), CancellationToken.None);
            await product.KillAsync();
        }

        await Task.Delay(TimeSpan.FromSeconds(5));
        await using (var product = new ProductProcess(data))
        {
            await product.StartAsync();
            await UntilAsync(from + length + TimeSpan.FromSeconds(65), CancellationToken.None);
            await product.TermAsync(() => Task.CompletedTask);
        }

        var late = await town.LatenessAsync("killed", due);
        figures.Add("care.killed.told", late.Count(each => each is not null));
        figures.Add("care.killed.late_max_s", late.Max(each => each?.TotalSeconds ?? double.NaN));
    }

    private static DateTimeOffset[] Spread(DateTimeOffset from, TimeSpan length, int count) => [.. Enumerable.Range(0, count).Select(number => from + (length * number / count))];

    private static async Task UntilAsync(DateTimeOffset at, CancellationToken stop)
    {
        if (at - DateTimeOffset.UtcNow is var rest && rest > TimeSpan.Zero)
        {
            await Task.Delay(rest, stop);
        }
        else
        {
            throw new InvalidOperationException("The machine is too slow for this plan: fewer --cries, or more --seconds.");
        }
    }

    private sealed record Plan(int Cases, int Cries, int Due, int Seconds);
}
