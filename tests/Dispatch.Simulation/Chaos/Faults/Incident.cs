namespace Dispatch.Simulation.Chaos.Faults;

/// <summary>What is done to the cluster.</summary>
internal enum FaultKind
{
    /// <summary>SIGKILL of a silo, which is then started again.</summary>
    KillSilo,

    /// <summary>SIGKILL of a web process, which is then started again.</summary>
    KillWeb,

    /// <summary>SIGSTOP until the others have declared it dead and somewhat longer, then SIGCONT.</summary>
    PauseSilo,

    /// <summary>A silo hears nobody and nobody hears it, PostgreSQL included.</summary>
    CutSilo,

    /// <summary>PostgreSQL crashes and comes back.</summary>
    RestartStore,

    /// <summary>SIGTERM of a silo, which is started again when it has left.</summary>
    RollSilo,
}

/// <summary>A fault as it was done.</summary>
/// <param name="Kind">What.</param>
/// <param name="Life">To which life of which process.</param>
/// <param name="At">When it began.</param>
/// <param name="Known">When it was over for the others: declared dead, or the store back.</param>
/// <param name="Whole">When everything ran again.</param>
internal sealed record Incident(FaultKind Kind, string Life, DateTimeOffset At, DateTimeOffset Known, DateTimeOffset Whole);
