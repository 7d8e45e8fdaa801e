namespace Dispatch.Web.Hosting;

/// <summary>Drills are played on the embedded runtime alone: stock Orleans would open doors for a second silo in one process.</summary>
internal static class DrillWorld
{
    /// <summary>Null: this build has none.</summary>
    public static Task<IHost?> StartAsync(TimeProvider clock, CancellationToken cancellationToken) => Task.FromResult<IHost?>(null);
}
