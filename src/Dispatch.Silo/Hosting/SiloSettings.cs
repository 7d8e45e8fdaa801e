namespace Dispatch.Silo.Hosting;

/// <summary>Settings of a silo process, section <c>Dispatch</c>.</summary>
internal sealed class SiloSettings
{
    /// <summary>Where the SQLite store lies when <see cref="Postgres"/> is not set. A leading <c>~</c> is the home directory.</summary>
    /// <value>Default: <c>~/.local/share/communitycare</c>.</value>
    public string DataDirectory { get; set; } = "~/.local/share/communitycare";

    /// <summary>A PostgreSQL connection string for the store.</summary>
    /// <value>Default: null, a SQLite file in the data directory.</value>
    public string? Postgres { get; set; }

    /// <summary>The server's secret, base 64 of at least 32 bytes, which seals the keys of the store.</summary>
    /// <value>Default: null, the file <c>server-secret</c> in the data directory. A cluster has no such file and needs the setting.</value>
    public string? Secret { get; set; }

    /// <summary>The folder of the operator's instrument files, whose wording is put into the shipped slots; see docs/care.md.</summary>
    /// <value>Default: null, none.</value>
    public string? InstrumentImports { get; set; }

    /// <summary>What this process is part of.</summary>
    /// <value><c>Standalone</c> (the default), the one silo of its store; or <c>Cluster</c>, one of several on one PostgreSQL.</value>
    public string Mode { get; set; } = "Standalone";

    /// <summary>The cluster, with <see cref="Mode"/> <c>Cluster</c>.</summary>
    public ClusterSettings Cluster { get; set; } = new();

    public bool IsCluster => string.Equals(Mode, "Cluster", StringComparison.OrdinalIgnoreCase);

    public string SiloName => Cluster.Name ?? $"silo-{Cluster.Port}";

    /// <summary>The data directory as an absolute path.</summary>
    public string DataPath => Path.GetFullPath(DataDirectory.StartsWith('~')
        ? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) + DataDirectory[1..]
        : DataDirectory);

    /// <summary>The text of a data file beside the program.</summary>
    public static string DataFile(string name) => File.ReadAllText(Path.Combine(DataFolder, name));

    /// <summary>The data files beside the program.</summary>
    public static string DataFolder => Path.Combine(AppContext.BaseDirectory, "data");

    /// <summary>Reads the settings.</summary>
    public static SiloSettings Read(IConfiguration configuration) => configuration.GetSection("Dispatch").Get<SiloSettings>() ?? new SiloSettings();

    /// <summary>What is wrong with the settings, in one line, before anything is opened; null when nothing is.</summary>
    public string? Fault() =>
        string.Equals(Mode, "Standalone", StringComparison.OrdinalIgnoreCase) ? null
        : !IsCluster ? $"Dispatch:Mode is '{Mode}': set it to Standalone or Cluster, or leave it out."
        : string.IsNullOrWhiteSpace(Postgres) ? "Dispatch:Mode=Cluster needs Dispatch:Postgres, the connection string of the database that all its processes share."
        : Secret is null ? "Dispatch:Mode=Cluster needs Dispatch:Secret, the same in all silos and web processes: the keys of the store are sealed with it."
        : Cluster.Fault();
}
