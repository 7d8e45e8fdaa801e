using Dispatch.Simulation.Chaos.Topology;
using Dispatch.Simulation.Chaos.Truth;

namespace Dispatch.Simulation.Chaos.Faults;

/// <summary>Does the faults, one after another, and waits after each until everything runs again.</summary>
internal sealed class Trouble(Cluster cluster, CommitLog log, ChaosSettings settings)
{
    private const int DeclaredDead = 3;

    /// <summary>A supervisor's pause before it starts what has ended.</summary>
    private static readonly TimeSpan BeforeRestart = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan StoreAway = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan BeyondDeath = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestDeath = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LongestEnd = TimeSpan.FromSeconds(30);

    public List<Incident> Incidents { get; } = [];

    /// <summary>What a fault showed that must not be, in words.</summary>
    public List<string> Broken { get; } = [];

    public async Task PlayAsync(DateTimeOffset began)
    {
        foreach (var (at, kind, target) in FaultPlan.Make(settings))
        {
            var wait = began + at - DateTimeOffset.UtcNow;
            await Task.Delay(wait > TimeSpan.Zero ? wait : TimeSpan.Zero);
            var incident = await DoAsync(kind, kind == FaultKind.KillWeb ? cluster.Webs[target] : cluster.Silos[target]);
            Incidents.Add(incident);
            var (after, known, whole) = (incident.At - began, incident.Known - incident.At, incident.Whole - incident.At);
            Console.WriteLine(FormattableString.Invariant($"  {after.TotalSeconds,5:0.0} s  {kind,-12} {incident.Life,-8} ")
                + FormattableString.Invariant($"known after {known.TotalSeconds:0.0} s, whole after {whole.TotalSeconds:0.0} s"));
        }
    }

    private async Task<Incident> DoAsync(FaultKind kind, Place place)
    {
        var (life, at) = (place.Node.Life, DateTimeOffset.UtcNow);
        var known = kind switch
        {
            FaultKind.KillSilo => await KillAsync(place, isSilo: true),
            FaultKind.KillWeb => await KillAsync(place, isSilo: false),
            FaultKind.PauseSilo => await PauseAsync(place),
            FaultKind.CutSilo => await CutAsync(place),
            FaultKind.RestartStore => await RestartStoreAsync(),
            _ => await RollAsync(place),
        };
        return new Incident(kind, kind == FaultKind.RestartStore ? "store" : life, at, known, DateTimeOffset.UtcNow);
    }

    private async Task<DateTimeOffset> KillAsync(Place place, bool isSilo)
    {
        var life = place.Node.Life;
        await place.Node.KillAsync();
        var known = isSilo ? await DeathAsync(life) : DateTimeOffset.UtcNow;
        await Task.Delay(BeforeRestart);
        await place.StartAsync();
        return known;
    }

    private async Task<DateTimeOffset> PauseAsync(Place silo)
    {
        await silo.Node.SignalAsync("STOP");
        var known = await DeathAsync(silo.Node.Life);
        await Task.Delay(BeyondDeath);
        await silo.Node.SignalAsync("CONT");
        await ZombieEndsAsync(silo);
        return known;
    }

    private async Task<DateTimeOffset> CutAsync(Place silo)
    {
        cluster.Cut(silo);
        var known = await DeathAsync(silo.Node.Life);
        await Task.Delay(BeyondDeath);
        cluster.Heal(silo);
        await ZombieEndsAsync(silo);
        return known;
    }

    private async Task<DateTimeOffset> RestartStoreAsync()
    {
        await cluster.StopStoreAsync();
        await Task.Delay(StoreAway);
        await cluster.StartStoreAsync();
        log.Reconnect();
        return DateTimeOffset.UtcNow;
    }

    private async Task<DateTimeOffset> RollAsync(Place silo)
    {
        await silo.Node.SignalAsync("TERM");
        var code = await silo.Node.EndAsync(LongestEnd);
        if (code != 0)
        {
            Broken.Add($"{silo.Node.Life} was told to leave and ended with {Words(code)}");
        }

        var known = DateTimeOffset.UtcNow;
        await silo.StartAsync();
        return known;
    }

    /// <summary>Who was declared dead while it could not know finds it out by itself and ends.</summary>
    private async Task ZombieEndsAsync(Place silo)
    {
        var code = await silo.Node.EndAsync(LongestEnd);
        if (code != DeclaredDead)
        {
            Broken.Add($"{silo.Node.Life} was declared dead, came back and ended with {Words(code)}");
        }

        await Task.Delay(BeforeRestart);
        await silo.StartAsync();
    }

    private static string Words(int? code) => code?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "nothing, in 30 s";

    private async Task<DateTimeOffset> DeathAsync(string life)
    {
        var since = DateTimeOffset.UtcNow;
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (await pace.WaitForNextTickAsync())
        {
            if (await log.DeathAsync(life) is { } at)
            {
                return at;
            }

            if (DateTimeOffset.UtcNow - since > LongestDeath)
            {
                Broken.Add($"{life} was gone and nobody declared it dead in {LongestDeath.TotalSeconds:0} s");
                break;
            }
        }

        return DateTimeOffset.UtcNow;
    }
}
