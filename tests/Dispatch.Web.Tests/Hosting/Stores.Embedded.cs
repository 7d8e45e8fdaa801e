namespace Dispatch.Web.Tests.Hosting;

/// <summary>Where the product under test keeps its store: a SQLite file in its data directory, without being told.</summary>
internal static class Stores
{
    public static IEnumerable<(string Key, string Value)> Settings(string data) => [];
}
