using System.Collections.Concurrent;
using Dispatch.Runtime.Tests.Storage;

namespace Dispatch.Web.Tests.Hosting;

/// <summary>Where the product under test keeps its store: stock Orleans has no SQLite, so every data directory gets a database of its own.</summary>
internal static class Stores
{
    private static readonly ConcurrentDictionary<string, Lazy<string>> Databases = new();

    public static IEnumerable<(string Key, string Value)> Settings(string data) => [("Dispatch:Postgres", Database(data))];

    public static string Database(string data) => Databases.GetOrAdd(data, _ => new(() => CreateAsync().GetAwaiter().GetResult())).Value;

    private static async Task<string> CreateAsync() =>
        await (await PostgresServer.Shared).CreateDatabaseAsync() + ";Maximum Pool Size=5;Connection Idle Lifetime=2;Connection Pruning Interval=1";
}
