using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Dispatch.Runtime.Hosting;

/// <summary>The services of which a silo consists.</summary>
internal static class SiloServices
{
    /// <summary>May be called again on the same services: everything is registered once.</summary>
    public static ISiloBuilder AddTo(IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions();
        services.AddLogging();
        services.TryAddSingleton(TimeProvider.System);
        return new SiloBuilder(services, configuration);
    }
}
