using Dispatch.Runtime.Simulation;

namespace Dispatch.Simulation.Staging;

/// <summary>How a simulated cluster is set up.</summary>
/// <param name="Seed">Decides all chance of the cluster.</param>
/// <param name="Silos">How many silos.</param>
/// <param name="Start">The virtual time at the start.</param>
/// <param name="TouchSeconds">How often each silo touches the open sets.</param>
/// <param name="OpenShards">Shards of a new station's open set.</param>
/// <param name="RedriveSeconds">How often an open set drives what it lists.</param>
/// <param name="ResponseTimeout">After which a silo gives up waiting for an answer.</param>
internal sealed record StageOptions(
    int Seed, int Silos, DateTimeOffset Start, int TouchSeconds = 2, int OpenShards = 8, int RedriveSeconds = 4, TimeSpan? ResponseTimeout = null)
{
    /// <summary>How many of the latest happenings are kept to be shown.</summary>
    public int Keep { get; init; }

    /// <summary>Whether idle activations are put to sleep. A skipped night would put all of them to sleep and wake them again.</summary>
    public bool CollectsIdle { get; init; } = true;

    /// <summary>Faults from the start.</summary>
    public Action<SimulationOptions>? Faults { get; init; }
}
