namespace Dispatch.Simulation.Chaos;

/// <summary>What a run is asked to be.</summary>
/// <param name="Silos">Silo processes.</param>
/// <param name="Webs">Web processes.</param>
/// <param name="Seconds">How long residents ask.</param>
/// <param name="Rate">Requests per second, whatever becomes of the earlier ones.</param>
/// <param name="KillEvery">Seconds between faults, at least; the next waits until everything runs again.</param>
/// <param name="Seed">Of faults, people and places.</param>
/// <param name="Volunteers">Volunteers on duty, over all stations.</param>
/// <param name="Rolling">Restarts every silo in order, one after another, instead of the faults.</param>
/// <param name="Json">Where the figures go as a flat object; null: nowhere.</param>
/// <param name="Logs">Where the processes' output is kept; null: nowhere after the run.</param>
internal sealed record ChaosSettings(
    int Silos, int Webs, int Seconds, int Rate, int KillEvery, int Seed, int Volunteers, bool Rolling, string? Json, string? Logs)
{
    /// <summary>Every so many requests is an emergency: there are about forty in a run, since whoever served one rests for two hours.</summary>
    public int EmergencyEvery => Math.Max(20, Seconds * Rate / 40);
}
