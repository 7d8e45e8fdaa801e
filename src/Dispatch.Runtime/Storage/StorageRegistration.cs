using Dispatch.Runtime.Activations;
using Dispatch.Runtime.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Storage;

namespace Dispatch.Runtime.Storage;

/// <summary>How storages enter a silo's services and are found there.</summary>
internal static class StorageRegistration
{
    public const string DefaultName = "Default";

    public static void Add(
        IServiceCollection services,
        string name,
        Func<IServiceProvider, IStateDatabase> open,
        Func<IServiceProvider, IGrainStorageSerializer?> serializer,
        Func<IServiceProvider, bool> deleteOnClear)
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IConstructorParameterBinder, PersistentStateBinder>());
        services.AddKeyedSingleton(name, (provider, _) => open(provider));
        services.AddKeyedSingleton<IGrainStorage>(
            name,
            (provider, _) => new GrainStorage(
                name,
                provider.GetRequiredKeyedService<IStateDatabase>(name),
                serializer(provider) ?? SerializerOf(provider, name),
                deleteOnClear(provider)));
        if (name == DefaultName)
        {
            services.TryAddSingleton(provider => provider.GetRequiredKeyedService<IGrainStorage>(DefaultName));
        }

        services.AddSingleton(new StartupStep(
            ServiceLifecycleStage.RuntimeStorageServices,
            (provider, token) => provider.GetRequiredKeyedService<IStateDatabase>(name).StartAsync(token)));
    }

    /// <summary>The storage of that name, or the default one.</summary>
    public static IGrainStorage Find(IServiceProvider services, string? name, string wantedBy)
        => string.IsNullOrWhiteSpace(name)
            ? services.GetService<IGrainStorage>()
                ?? throw new OrleansConfigurationException(
                    $"{wantedBy} needs a default grain storage. Call AddAdoNetGrainStorageAsDefault or AddMemoryGrainStorageAsDefault.")
            : services.GetKeyedService<IGrainStorage>(name)
                ?? throw new OrleansConfigurationException(
                    $"{wantedBy} needs a grain storage named \"{name}\". Call AddAdoNetGrainStorage or AddMemoryGrainStorage with that name.");

    private static IGrainStorageSerializer SerializerOf(IServiceProvider services, string name)
        => services.GetKeyedService<IGrainStorageSerializer>(name) ?? services.GetService<IGrainStorageSerializer>() ?? new JsonStorageSerializer();
}
