using Dispatch.Contracts.Records;
using Dispatch.Grains.Hosting;
using Dispatch.Records.Memory;

namespace Dispatch.Web.Hosting;

/// <summary>
/// A world of its own for a drill: a second silo with the same actors in this process, whose rows, reminders and record lie in memory and go with it. Nothing
/// of it can reach the real stations' rows, records, phones or figures, because it shares neither store nor silo with them.
/// </summary>
internal static class DrillWorld
{
    /// <summary>Starts an empty world; null: this build has none.</summary>
    public static async Task<IHost?> StartAsync(TimeProvider clock, CancellationToken cancellationToken)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddSingleton(clock);
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(serviceId: "communitycare-drill", clusterId: "drill");
            silo.AddMemoryGrainStorageAsDefault().UseInMemoryReminderService();
            silo.Services.AddDispatchGrains().AddSingleton<ILedgerStore>(new MemoryLedgerStore());
        });
        builder.Services.AddDataFiles(imports: null);
        var host = builder.Build();
        await host.StartAsync(cancellationToken);
        return host;
    }
}
