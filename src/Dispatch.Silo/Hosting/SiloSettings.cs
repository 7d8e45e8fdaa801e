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

    /// <summary>What this process is part of.</summary>
    /// <value>Default and only value of this version: <c>Standalone</c>, the one silo of its store.</value>
    public string Mode { get; set; } = "Standalone";

    /// <summary>The data directory as an absolute path.</summary>
    public string DataPath => Path.GetFullPath(DataDirectory.StartsWith('~')
        ? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) + DataDirectory[1..]
        : DataDirectory);

    /// <summary>The text of a data file beside the program.</summary>
    public static string DataFile(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "data", name));

    /// <summary>Reads the settings.</summary>
    public static SiloSettings Read(IConfiguration configuration) => configuration.GetSection("Dispatch").Get<SiloSettings>() ?? new SiloSettings();

    /// <summary>What this version cannot do, before anything is opened; null when it can.</summary>
    public string? Fault() => string.Equals(Mode, "Standalone", StringComparison.OrdinalIgnoreCase)
        ? null
        : $"Dispatch:Mode is '{Mode}'. This version runs one silo per store: set it to Standalone, or leave it out.";
}
