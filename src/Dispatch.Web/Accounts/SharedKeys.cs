using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Xml.Linq;
using Dispatch.Contracts.Accounts;
using Dispatch.Sealing.Keys;
using Dispatch.Web.Hosting;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Dispatch.Web.Accounts;

/// <summary>The keys of the sign-in cookies, shared by all web processes through an actor, sealed with a key that follows from the server's secret.</summary>
/// <remarks>
/// Keys are read at the opening and once a day, and made every few months. The framework asks for them synchronously, so the few calls that
/// find none in memory wait here.
/// </remarks>
internal sealed class SharedKeys(IGrainFactory grains, ServerSecret secret, Lazy<IDataProtectionProvider> protection) : IXmlRepository
{
    private const string RingName = "session";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private readonly SecretBox _box = new(secret.Derive("session-keys", RingName));
    private volatile int _known;

    private IKeyRingGrain Ring => grains.GetGrain<IKeyRingGrain>(RingName);

    /// <summary>Sees to it that there is a key, and that this process can use it.</summary>
    /// <exception cref="OrleansConfigurationException">The keys were sealed with another secret.</exception>
    public async Task PrepareAsync()
    {
        Open(await Ring.GetAsync());
        protection.Value.CreateProtector("opening").Protect([]);
    }

    public IReadOnlyCollection<XElement> GetAllElements() => Open(Wait(() => Ring.GetAsync()));

    public void StoreElement(XElement element, string friendlyName)
    {
        if (!Wait(() => Ring.AddAsync(_box.Seal(element.ToString(SaveOptions.DisableFormatting)), _known)))
        {
            throw new InvalidOperationException("Another process made a key meanwhile; the next look finds it.");
        }
    }

    private ImmutableArray<XElement> Open(ImmutableArray<string> ring)
    {
        try
        {
            ImmutableArray<XElement> keys = [.. ring.Select(key => XElement.Parse(_box.Open(key)))];
            _known = ring.Length;
            return keys;
        }
        catch (CryptographicException)
        {
            throw new OrleansConfigurationException(
                "The session keys in the store were sealed with another Dispatch:Secret. Give all web processes of the cluster the same one.");
        }
    }

    private static T Wait<T>(Func<Task<T>> call) => Task.Run(call).WaitAsync(Patience).GetAwaiter().GetResult();
}

/// <summary>Puts the shared keys in place of those in a directory.</summary>
internal static class SharedKeysHosting
{
    public static void AddSharedKeys(this IServiceCollection services)
    {
        // The framework reads the keys while the host starts, when the cluster may not answer yet; they are read at the opening instead.
        foreach (var early in services.Where(it => it.ImplementationType?.Name == "DataProtectionHostedService").ToList())
        {
            services.Remove(early);
        }

        services.AddSingleton(provider => new Lazy<IDataProtectionProvider>(provider.GetRequiredService<IDataProtectionProvider>));
        services.AddSingleton<SharedKeys>();
        services.AddOptions<KeyManagementOptions>().Configure<SharedKeys>((management, keys) => management.XmlRepository = keys);
    }
}
