using Dispatch.Runtime.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Orleans.Hosting;

/// <summary>Switches tracing of grain calls on.</summary>
public static class ActivityPropagationExtensions
{
    public static ISiloBuilder AddActivityPropagation(this ISiloBuilder builder)
    {
        Add(builder.Services);
        return builder;
    }

    public static IClientBuilder AddActivityPropagation(this IClientBuilder builder)
    {
        Add(builder.Services);
        return builder;
    }

    private static void Add(IServiceCollection services)
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IIncomingGrainCallFilter, CallActivities>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IOutgoingGrainCallFilter, CallActivities>());
    }
}
