using Orleans.Storage;

namespace Orleans.Configuration;

/// <summary>Where a grain storage lies.</summary>
public class AdoNetGrainStorageOptions
{
    /// <summary>The database: "Npgsql" for PostgreSQL, "Microsoft.Data.Sqlite" for a SQLite file.</summary>
    public string Invariant { get; set; } = "Microsoft.Data.SqlClient";

    public string? ConnectionString { get; set; }

    /// <summary>Turns states into bytes. Default: the registered <see cref="IGrainStorageSerializer"/>, else JSON.</summary>
    public IGrainStorageSerializer GrainStorageSerializer { get; set; } = null!;

    /// <summary>Whether clearing a state deletes its row; otherwise the row stays, empty, and its version counts on. Default: false.</summary>
    public bool DeleteStateOnClear { get; set; }
}
