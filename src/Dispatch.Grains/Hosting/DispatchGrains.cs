using Dispatch.Contracts.Privacy;
using Dispatch.Grains.Boards;
using Dispatch.Grains.Matching;
using Dispatch.Grains.Privacy;
using Dispatch.Grains.Stations;
using Dispatch.Grains.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Storage;

namespace Dispatch.Grains.Hosting;

/// <summary>What every host of the actors registers.</summary>
public static class DispatchGrains
{
    /// <summary>Adds clock, serializer, options (section <c>Dispatch</c>) and the toucher of open sets.</summary>
    public static IServiceCollection AddDispatchGrains(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);

        // Not "try": stock Orleans has registered a serializer of its own by now, and the last one counts.
        services.AddSingleton<IGrainStorageSerializer>(provider => new JsonStateSerializer(provider.GetService<IRowSeal>()));

        // Beyond that a burst is refused at once; stock Orleans would let it wait without bound.
        services.Configure<SiloMessagingOptions>(messaging => messaging.MaxEnqueuedRequestsHardLimit = 1_000);
        services.AddOptions<StationOptions>().BindConfiguration(StationOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<ZoneOptions>().BindConfiguration(ZoneOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<BoardOptions>().BindConfiguration(BoardOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<PrivacyOptions>().BindConfiguration(PrivacyOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddHostedService<PurgeStarter>();
        services.TryAddSingleton<KnownStations>();
        services.TryAddSingleton<OpenSetToucher>();
        services.AddHostedService(provider => provider.GetRequiredService<OpenSetToucher>());
        return services;
    }
}
