using Dispatch.Contracts.Privacy;
using Dispatch.Sealing.Keys;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Dispatch.Sealing.Hosting;

/// <summary>Gives a host the keys of its store.</summary>
public static class SealingHosting
{
    /// <summary>Adds the seal; at the start it is tried, so that a process with a wrong secret ends with a word instead of failing at every row.</summary>
    public static IServiceCollection AddSealing(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(_ => SealingSettings.Read(configuration));
        services.AddSingleton<IRowSeal>(provider => new RowSeal(provider.GetRequiredService<SealingSettings>(), TimeProvider.System));
        services.AddSingleton<IHostedService, KeysAtStart>();
        return services;
    }

    /// <summary>The seal by itself, for commands.</summary>
    public static IRowSeal OpenSeal(SealingSettings settings, TimeProvider? clock = null) => new RowSeal(settings, clock ?? TimeProvider.System);
}
