using System.Diagnostics;
using Dispatch.Domain.Catalogue;
using Dispatch.Simulation.Chaos.Faults;
using Dispatch.Simulation.Chaos.People;
using Dispatch.Simulation.Chaos.Topology;
using Dispatch.Simulation.Chaos.Truth;

namespace Dispatch.Simulation.Chaos;

/// <summary>One run: everything starts, phones connect, residents ask while faults are done, all comes to rest, and is judged.</summary>
internal sealed class ChaosRun(ChaosSettings settings, Cluster cluster, CommitLog log)
{
    private const int SignInsAtOnce = 16;
    private const int Shown = 20;

    /// <summary>Fresh processes compile their code in the first seconds; what happens then is checked and not timed.</summary>
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(90);

    private readonly Histories _histories = new();
    private readonly Stopwatch _watch = Stopwatch.StartNew();

    /// <summary>0: every promise was kept; 1: one was broken.</summary>
    public static async Task<int> PlayAsync(ChaosSettings settings, CancellationToken stop)
    {
        await using var cluster = await Cluster.StartAsync(settings);
        await using var log = new CommitLog(cluster.Database);
        return await new ChaosRun(settings, cluster, log).PlayAsync(stop);
    }

    private async Task<int> PlayAsync(CancellationToken stop)
    {
        Console.WriteLine(
            $"chaos: {settings.Silos} silos, {settings.Webs} web processes, {settings.Rate} requests a second for {settings.Seconds} s, "
            + (settings.Rolling ? "each silo restarted in order" : $"a fault every {settings.KillEvery} s") + $", seed {settings.Seed}");
        var people = Town.People(settings);
        await cluster.Silos[0].StartAsync();
        await log.BeginAsync();
        await Task.WhenAll(cluster.Silos.Skip(1).Select(silo => silo.StartAsync()));
        await Founding.FoundAsync(cluster, Town.Stations, people);
        await Task.WhenAll(cluster.Webs.Select(web => web.StartAsync()));
        var gateways = new Gateways([.. cluster.Webs.Select(web => web.Door)]);
        using var caller = new Caller(gateways);
        var residents = new Residents(settings, Town.Stations, caller, _histories);
        _histories.Completed = residents.Completed;
        var phones = people.Select((person, index) => new Phone(index, person, settings.Seed, caller, gateways, _histories)).ToList();
        var sideBySide = new ParallelOptions { MaxDegreeOfParallelism = SignInsAtOnce, CancellationToken = stop };
        await Parallel.ForEachAsync(phones, sideBySide, async (phone, _) => await phone.SignInAsync());
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var listening = phones.Select(phone => phone.RunAsync(over.Token)).ToList();
        Say($"{Town.Stations.Length} stations, {phones.Count} phones on duty");

        var trouble = new Trouble(cluster, log, settings);
        await residents.AskAsync(WarmUp, Task.CompletedTask, stop);
        Say("warm; the load that counts begins");
        var began = DateTimeOffset.UtcNow;
        var faults = trouble.PlayAsync(began);
        await residents.AskAsync(TimeSpan.FromSeconds(settings.Seconds), faults, stop);
        var load = new Span(began, DateTimeOffset.UtcNow);
        await faults;
        Say("load and faults are over");
        var isBroken = await JudgeAsync(caller, residents, phones, trouble, load);
        await over.CancelAsync();
        await Task.WhenAll(listening);
        return isBroken ? 1 : 0;
    }

    private async Task<bool> JudgeAsync(Caller caller, Residents residents, List<Phone> phones, Trouble trouble, Span load)
    {
        for (var end = DateTimeOffset.UtcNow + Settling; DateTimeOffset.UtcNow < end && (residents.AreBusy || phones.Exists(phone => phone.IsBusy));)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200));
        }

        var admin = await caller.SignInAsync(0, Founding.Admin);
        if (await new Quiet(log, caller, admin, [.. Town.Stations.Select(station => station.Id)], settings.Webs).WaitAsync() is not { } quiet)
        {
            Console.WriteLine($"BROKEN: the product did not come to rest; in ten seconds it committed {await log.LatelyAsync()}.");
            return true;
        }

        Say($"at rest but for {await log.LatelyAsync()}; checking every commit");
        var catalogue = ServiceCatalogue.Parse(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "data", "services.json")));
        var verdict = new Verdict(catalogue, _histories, trouble.Incidents);
        await verdict.JudgeAsync(log, quiet.UpTo, quiet.Boards, quiet.At);
        Say("reading the service record");
        await verdict.ReadRecordAsync(log, new Chains(cluster.Database));
        var report = new Report(load, _histories, residents, caller, trouble, verdict);
        Show(verdict.Found.Select(it => $"{it.Promise} at {it.At:HH:mm:ss.fff}: {it.Detail}"));
        Show(verdict.Stale);
        Show(trouble.Broken);
        Show(verdict.Recovery.Stuck.Select(id => $"{id} never moved again"));
        Show(caller.Faults.Select(pair => $"{pair.Value} x {pair.Key}"));
        Show(_histories.DriverFaults.Select(fault => $"driver: {fault}"));
        report.Print();
        Show(verdict.Recovery.Slowest);
        if (settings.Json is { } json)
        {
            await File.WriteAllTextAsync(json, report.Json());
        }

        Say(report.IsBroken ? "a promise was broken" : "every promise was kept");
        return report.IsBroken || !_histories.DriverFaults.IsEmpty;
    }

    private static void Show(IEnumerable<string> lines)
    {
        foreach (var line in lines.Take(Shown))
        {
            Console.WriteLine($"  {line}");
        }
    }

    private void Say(string words) => Console.WriteLine(FormattableString.Invariant($"{_watch.Elapsed.TotalSeconds,6:0.0} s  {words}"));
}
