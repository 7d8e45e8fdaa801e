using Dispatch.Contracts.Records;
using Dispatch.Domain.Catalogue;
using Dispatch.Grains.Boards;
using Dispatch.Grains.Hosting;
using Dispatch.Grains.Matching;
using Dispatch.Grains.Stations;
using Dispatch.Grains.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Storage;

namespace Dispatch.Simulation.Staging;

/// <summary>What a simulated silo is given: the same grains and options as a host's, without hosted services, which the stage plays.</summary>
internal static class SiloSetup
{
    private static readonly CareFiles Care = CareFiles.Read(Path.Combine(AppContext.BaseDirectory, "data"), null);
    private static readonly TimeSpan Never = TimeSpan.FromDays(10_000);

    public static void Configure(ISiloBuilder silo, StageOptions options, ServiceCatalogue catalogue, CueList cues, ILedgerStore record, ILoggerFactory logs)
    {
        silo.AddMemoryGrainStorageAsDefault();
        silo.UseInMemoryReminderService();
        silo.Services
            .AddSingleton(logs)
            .AddSingleton(typeof(ILogger<>), typeof(Logger<>))
            .AddSingleton(catalogue)
            .AddSingleton(cues)
            .AddCareFiles(Care)
            .AddSingleton(record)
            .AddSingleton<IGrainStorageSerializer, JsonStateSerializer>()
            .AddSingleton(Options.Create(new StationOptions
            {
                TouchSeconds = options.TouchSeconds,
                OpenShards = options.OpenShards,
                RedriveSeconds = options.RedriveSeconds,
            }))
            .AddSingleton(Options.Create(new ZoneOptions()))
            .AddSingleton(Options.Create(new BoardOptions()))
            .AddSingleton<KnownStations>()
            .AddSingleton<OpenSetToucher>();
        if (!options.CollectsIdle)
        {
            silo.Services.Configure<GrainCollectionOptions>(collection => collection.CollectionAge = Never);
        }

        if (options.ResponseTimeout is { } timeout)
        {
            silo.Services.Configure<SiloMessagingOptions>(messaging => messaging.ResponseTimeout = timeout);
        }
    }
}
