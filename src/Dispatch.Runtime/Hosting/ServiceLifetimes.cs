using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Runtime.Hosting;

/// <summary>How long each registered service lives, so that an activation makes a scope only when it needs one.</summary>
internal sealed class ServiceLifetimes(IServiceCollection services)
{
    private readonly Dictionary<(Type Type, object? Key), ServiceLifetime> _lifetimes = services
        .GroupBy(service => (service.ServiceType, service.ServiceKey))
        .ToDictionary(same => same.Key, same => same.Last().Lifetime);

    public ServiceLifetime? Of(Type type, object? key)
    {
        if (_lifetimes.TryGetValue((type, key), out var lifetime))
        {
            return lifetime;
        }

        return type.IsGenericType && _lifetimes.TryGetValue((type.GetGenericTypeDefinition(), key), out lifetime) ? lifetime : null;
    }
}
