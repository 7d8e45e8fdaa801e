using Dispatch.Runtime.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Orleans.Hosting;

/// <summary>Adds grain storages that lie in memory.</summary>
public static class MemoryGrainStorageSiloBuilderExtensions
{
    public static ISiloBuilder AddMemoryGrainStorageAsDefault(this ISiloBuilder builder)
        => builder.AddMemoryGrainStorage(StorageRegistration.DefaultName);

    public static ISiloBuilder AddMemoryGrainStorage(this ISiloBuilder builder, string name)
    {
        builder.Services.TryAddSingleton<MemoryStores>();
        StorageRegistration.Add(
            builder.Services,
            name,
            services => services.GetRequiredService<MemoryStores>().Get(name),
            static _ => null,
            static _ => false);
        return builder;
    }
}
