using System.Diagnostics;
using Dispatch.Contracts;
using Dispatch.Contracts.Responders;
using Dispatch.Contracts.Stations;
using Dispatch.Runtime.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Dispatch.Benchmarks.Clusters;

/// <summary>
/// Whole dispatches per second, each from the resident's request to "kept", by one silo and by two, on the same machine and PostgreSQL. Rounds of
/// one and of two take turns, each on a database of its own, so that what else the machine does meets both.
/// </summary>
internal static class TwoSilosAgainstOne
{
    private const int Stations = 8;
    private const int VolunteersEach = 600;
    private const int Residents = 400;

    public static async Task RunAsync(PostgresServer store, TimeSpan warmUp, TimeSpan time, int rounds, Figures figures)
    {
        List<double> one = [], two = [];
        for (var round = 0; round < rounds; round++)
        {
            one.Add(await RoundAsync(await store.CreateDatabaseAsync(), 1, warmUp, time));
            two.Add(await RoundAsync(await store.CreateDatabaseAsync(), 2, warmUp, time));
        }

        figures.Median("scale.silos1.dispatches_per_s", one);
        figures.Median("scale.silos2.dispatches_per_s", two);
        figures.Median("scale.silos2.ratio", [.. one.Zip(two, (single, both) => both / single)]);
    }

    private static async Task<double> RoundAsync(string database, int silos, TimeSpan warmUp, TimeSpan time)
    {
        var running = new List<SiloChild>();
        try
        {
            for (var silo = 0; silo < silos; silo++)
            {
                running.Add(await SiloChild.StartAsync(database));
            }

            using var host = SiloChild.Client(database);
            await host.StartAsync();
            var grains = host.Services.GetRequiredService<IGrainFactory>();
            var people = await FoundAsync(grains);
            using var over = new CancellationTokenSource();
            var town = new DispatchLoop(grains, [.. Centres()]);
            await town.ConnectAsync(people);
            var asking = Enumerable.Range(0, Residents).Select(resident => town.AskAsync(resident, over.Token)).ToList();
            await Task.Delay(warmUp, CancellationToken.None);
            var (before, clock) = (town.Kept, Stopwatch.StartNew());
            await Task.Delay(time, CancellationToken.None);
            var rate = (town.Kept - before) / clock.Elapsed.TotalSeconds;
            await over.CancelAsync();
            await Task.WhenAll(asking);
            await host.StopAsync(CancellationToken.None);
            return rate;
        }
        finally
        {
            foreach (var silo in running)
            {
                await silo.DisposeAsync();
            }
        }
    }

    private static IEnumerable<GeoPoint> Centres() => Enumerable.Range(0, Stations).Select(number => new GeoPoint(30.25 + (number / 4 * 0.5), 120.25 + (number % 4 * 0.5)));

    private static async Task<List<string>> FoundAsync(IGrainFactory grains)
    {
        var people = new List<string>();
        foreach (var (centre, number) in Centres().Select((centre, number) => (centre, number)))
        {
            var id = $"station-{number}";
            var facts = new StationFacts(
                id, id, id, "SocialWorkStation", centre, 6_000, "Asia/Shanghai", $"head.{id}", $"coordinator.{id}", [], [], [], StationPolicy.Default);
            Require(await grains.GetGrain<IStationGrain>(id).ConfigureAsync(facts));
            await Task.WhenAll(Enumerable.Range(0, VolunteersEach).Select(async volunteer =>
            {
                var name = $"v{volunteer}.{id}";
                lock (people)
                {
                    people.Add(name);
                }

                var home = new GeoPoint(Math.Round(centre.Lat + ((volunteer % 100) - 50) * 0.0004, 4), centre.Lon);
                var profile = new ResponderProfile(
                    name, ResponderKind.Volunteer, id, name, [new HeldSkill("escort", 3, null)], ["zh"], Gender.Female, true, null, false,
                    home, TravelMode.Walk, false, 1, null, Availability.None, null, 0, "Asia/Shanghai", []);
                Require(await grains.GetGrain<IVolunteerGrain>(name).EnrolAsync(profile));
                Require(await grains.GetGrain<IVolunteerGrain>(name).SetDutyAsync(new SetDuty(true, null, null)));
            }));
        }

        return people;
    }

    private static void Require(Reply reply)
    {
        if (reply.Refused is { } refused)
        {
            throw new InvalidOperationException($"Founding the town was refused: {refused.Code} {refused.Detail}");
        }
    }
}
