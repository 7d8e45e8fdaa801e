namespace Dispatch.Runtime.Storage;

/// <summary>The databases by the names that ADO.NET gives their providers.</summary>
internal static class Invariants
{
    public const string Postgres = "Npgsql";
    public const string Sqlite = "Microsoft.Data.Sqlite";

    public static OrleansConfigurationException Unknown(string what, string? invariant)
        => new($"{what} has the invariant '{invariant}'. Use '{Postgres}' or '{Sqlite}'.");
}
