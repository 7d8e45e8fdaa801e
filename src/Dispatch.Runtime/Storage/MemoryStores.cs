using System.Collections.Concurrent;

namespace Dispatch.Runtime.Storage;

/// <summary>The memory databases by storage name. Silos that are given the same object share their memory, as they would share a database.</summary>
internal sealed class MemoryStores
{
    private readonly ConcurrentDictionary<string, MemoryStateDatabase> databases = new(StringComparer.Ordinal);

    public MemoryStateDatabase Get(string name) => databases.GetOrAdd(name, static _ => new MemoryStateDatabase());
}
