using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Dispatch.Sealing.Keys;
using Microsoft.Extensions.Configuration;

namespace Dispatch.Sealing.Hosting;

/// <summary>Where the keys of the store lie and how they are kept, section <c>Dispatch</c>.</summary>
public sealed class SealingSettings
{
    private const string DefaultDirectory = "~/.local/share/communitycare";

    /// <summary>The data directory; the keys lie in its <c>store-keys</c> when the store is a SQLite file.</summary>
    public string DataDirectory { get; set; } = DefaultDirectory;

    /// <summary>The database, which then holds the keys beside the rows.</summary>
    public string? Postgres { get; set; }

    /// <summary>The server's secret, which seals the keys; null: the file in the data directory.</summary>
    public string? Secret { get; set; }

    /// <summary>How keys are made and kept.</summary>
    public KeySettings Keys { get; set; } = new();

    /// <summary>The data directory as an absolute path.</summary>
    public string DataPath => Path.GetFullPath(DataDirectory.StartsWith('~')
        ? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) + DataDirectory[1..]
        : DataDirectory);

    /// <summary>Reads the settings.</summary>
    public static SealingSettings Read(IConfiguration configuration) => configuration.GetSection("Dispatch").Get<SealingSettings>() ?? new SealingSettings();

    /// <summary>What is wrong with the settings of keys, each in one line.</summary>
    public IEnumerable<string> Faults()
    {
        if (Keys.LifeDays is < KeySettings.ShortestLife or > KeySettings.LongestLife)
        {
            yield return $"Dispatch:Keys:LifeDays is {Keys.LifeDays}. It must lie in {KeySettings.ShortestLife}..{KeySettings.LongestLife}.";
        }

        if (Secret is not null && !SecretFile.TryDecode(Secret, out _))
        {
            yield return "Dispatch:Secret is no base 64 of at least 32 bytes. Make one with 'openssl rand -base64 32', or leave it out.";
        }

        foreach (var file in Keys.CertificateFiles())
        {
            if (CertificateFault(file) is { } fault)
            {
                yield return fault;
            }
        }
    }

    private string? CertificateFault(string file)
    {
        try
        {
            using var certificate = Keys.Load(file);
            return certificate.HasPrivateKey ? null : $"The certificate '{file}' of Dispatch:Keys has no private key. Give a PKCS #12 file that has.";
        }
        catch (Exception unreadable) when (unreadable is IOException or CryptographicException or UnauthorizedAccessException)
        {
            return $"The certificate '{file}' of Dispatch:Keys cannot be read: {unreadable.Message}";
        }
    }
}

/// <summary>How the keys of the store are made and kept.</summary>
public sealed class KeySettings
{
    /// <summary>Days; the framework makes the next key two days before the end.</summary>
    public const int ShortestLife = 7;

    /// <summary>Ten years.</summary>
    public const int LongestLife = 3_650;

    /// <summary>How long new seals are made with a key. It opens what it has sealed for as long as it is kept.</summary>
    /// <value>Default: 90 days. Range: 7..3,650.</value>
    public int LifeDays { get; set; } = 90;

    /// <summary>A PKCS #12 file whose certificate encrypts the keys where they lie, besides the server's secret.</summary>
    /// <value>Default: null, the server's secret alone.</value>
    public string? Certificate { get; set; }

    /// <summary>Its password. From the environment, never from a file of settings.</summary>
    public string? CertificatePassword { get; set; }

    /// <summary>Files of certificates that older keys were encrypted with, separated by commas; with the same password.</summary>
    public string? OldCertificates { get; set; }

    internal IEnumerable<string> CertificateFiles() =>
        $"{Certificate},{OldCertificates}".Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    internal X509Certificate2 Load(string file) => X509CertificateLoader.LoadPkcs12FromFile(file, CertificatePassword);
}
