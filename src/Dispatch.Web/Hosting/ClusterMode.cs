namespace Dispatch.Web.Hosting;

/// <summary>One of several web processes, which keep nothing of their own: what they must agree on lies in the store, or follows from the settings.</summary>
internal static class ClusterMode
{
    public static void AddClusterMode(this WebApplicationBuilder builder)
    {
        // The port opens at once, so that supervisors hear that the process lives while it waits for the cluster.
        builder.Services.Configure<HostOptions>(host => host.ServicesStartConcurrently = true);
        var changes = new ClusterChanges();
        builder.Services.AddSingleton(changes);
        builder.AddClusterClient(changes);
        builder.Services.AddDataFiles(builder.Read().InstrumentImports);
        builder.Services.AddHostedService<Opening>();
        builder.Services.AddHostedService<Drain>();
    }
}
