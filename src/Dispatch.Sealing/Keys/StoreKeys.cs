using Dispatch.Sealing.Hosting;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption.ConfigurationModel;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Sealing.Keys;

/// <summary>The key ring of the store, as the settings name it. A ring of its own: that of the sign-in cookies may be thrown away, this one never.</summary>
public sealed class StoreKeys : IDisposable
{
    /// <summary>The folder of the data directory.</summary>
    public const string Folder = "store-keys";

    private const string Name = "communitycare";
    private const string Purpose = "store-rows";

    private readonly ServiceProvider _services;

    private readonly BoxedKeys _keys;

    private StoreKeys(ServiceProvider services, BoxedKeys keys) => (_services, _keys) = (services, keys);

    public IKeyManager Manager => _services.GetRequiredService<IKeyManager>();

    /// <summary>Reads the ring anew, for a command: it makes no secret, which would only hide that the right one is missing.</summary>
    public static StoreKeys OpenWithItsSecret(SealingSettings settings) => SecretFile.Exists(settings.Secret, settings.DataPath)
        ? Open(settings)
        : throw new KeysFaultException(
            $"There is no server's secret: neither Dispatch:Secret nor 'server-secret' in '{settings.DataPath}'. Give the one of the product that uses this store.");

    /// <summary>Reads the ring anew. It may be empty only while nothing is sealed: a key made then would hide that those of the rows are missing.</summary>
    public static StoreKeys Open(SealingSettings settings)
    {
        var place = Place(settings);

        // Another process may make the first key meanwhile; it does so before it seals a row, so a second look finds it.
        if (place.GetAllElements().Count == 0 && StoredSeals.Any(settings) && place.GetAllElements().Count == 0)
        {
            throw new KeysFaultException(Lost(settings));
        }

        var box = new SecretBox(SecretFile.Derive(SecretFile.ReadOrCreate(settings.Secret, settings.DataPath), "store-keys", "ring"));
        var keys = new BoxedKeys(place, box);
        var services = new ServiceCollection();
        var protection = services.AddDataProtection()
            .SetApplicationName(Name)
            .SetDefaultKeyLifetime(TimeSpan.FromDays(settings.Keys.LifeDays))
            .UseCryptographicAlgorithms(new AuthenticatedEncryptorConfiguration { EncryptionAlgorithm = EncryptionAlgorithm.AES_256_GCM });
        services.Configure<KeyManagementOptions>(management => management.XmlRepository = keys);
        if (settings.Keys.Certificate is { } certificate)
        {
            protection.ProtectKeysWithCertificate(settings.Keys.Load(certificate));
        }

        if (settings.Keys.CertificateFiles().ToList() is { Count: > 0 } all)
        {
            protection.UnprotectKeysWithAnyCertificate([.. all.Select(settings.Keys.Load)]);
        }

        return new StoreKeys(services.BuildServiceProvider(), keys);
    }

    /// <summary>The keys that are in the ring and were not revoked.</summary>
    public IReadOnlyList<IKey> List() => [.. Manager.GetAllKeys().Where(key => !key.IsRevoked).OrderBy(key => key.ActivationDate)];

    /// <summary>Deletes a key: what was sealed with it stays closed for ever.</summary>
    public void Delete(Guid id) => _keys.DeleteElements(elements =>
    {
        foreach (var element in elements.Where(each => (string?)each.Element.Attribute("id") == id.ToString()))
        {
            element.DeletionOrder = 1;
        }
    });

    public IDataProtector Protector() => _services.GetRequiredService<IDataProtectionProvider>().CreateProtector(Purpose);

    public void Dispose() => _services.Dispose();

    /// <summary>What an operator is told whose store came without its keys.</summary>
    internal static string Lost(SealingSettings settings) => settings.Postgres is null
        ? $"The store holds sealed rows, and '{Path.Combine(settings.DataPath, Folder)}' does not hold their keys. Restore that folder from the backup of "
            + "this store, with the 'server-secret' of that time, and start again."
        : "The database holds sealed rows, and its table StoreKey does not hold their keys. Restore that table from the backup of this database, with the "
            + "Dispatch:Secret of that time, and start again.";

    private static IDeletableXmlRepository Place(SealingSettings settings) =>
        settings.Postgres is { } postgres ? new PostgresKeys(postgres) : new FileKeys(Path.Combine(settings.DataPath, Folder));
}
