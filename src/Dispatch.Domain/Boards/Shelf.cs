using System.Collections.Immutable;

namespace Dispatch.Domain.Boards;

/// <summary>Versioned things by id, with what changed since it was last looked at. A change costs the same however much is held.</summary>
/// <param name="versionOf">A thing's version; older ones are ignored.</param>
/// <param name="isSame">Whether two things of one version are the same.</param>
internal sealed class Shelf<T>(Func<T, long> versionOf, Func<T, T, bool> isSame)
    where T : class
{
    private readonly SortedDictionary<string, T> _items = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _gone = new(StringComparer.Ordinal);
    private readonly Queue<string> _goneOrder = new();
    private readonly SortedSet<string> _changed = new(StringComparer.Ordinal);

    public int Count => _items.Count;

    public IEnumerable<T> Items => _items.Values;

    public ImmutableArray<T> All => [.. _items.Values];

    /// <summary>Whether the id was ever heard of, present or gone.</summary>
    public bool Knows(string id) => _items.ContainsKey(id) || _gone.ContainsKey(id);

    public bool Holds(string id) => _items.ContainsKey(id);

    /// <summary>Puts a thing in its place; false when a newer or the same one is known.</summary>
    public bool Put(string id, T item)
    {
        var version = versionOf(item);
        if (_gone.TryGetValue(id, out var goneAt) && version <= goneAt)
        {
            return false;
        }

        if (_items.TryGetValue(id, out var held) && (version < versionOf(held) || (version == versionOf(held) && isSame(held, item))))
        {
            return false;
        }

        _gone.Remove(id);
        _items[id] = item;
        _changed.Add(id);
        return true;
    }

    /// <summary>Takes a thing away as of a version; false when a newer one is held, or when it is gone already.</summary>
    public bool Remove(string id, long version)
    {
        if (_items.TryGetValue(id, out var held) && version < versionOf(held))
        {
            return false;
        }

        Bury(id, version);
        if (!_items.Remove(id))
        {
            return false;
        }

        _changed.Add(id);
        return true;
    }

    /// <summary>What changed since the last taking: things as they are now, and ids that are gone.</summary>
    public (ImmutableArray<T> Changed, ImmutableArray<string> Gone) Take()
    {
        var changed = ImmutableArray.CreateBuilder<T>();
        var gone = ImmutableArray.CreateBuilder<string>();
        foreach (var id in _changed)
        {
            if (_items.TryGetValue(id, out var item))
            {
                changed.Add(item);
            }
            else
            {
                gone.Add(id);
            }
        }

        _changed.Clear();
        return (changed.DrainToImmutable(), gone.DrainToImmutable());
    }

    private void Bury(string id, long version)
    {
        if (_gone.TryAdd(id, version))
        {
            _goneOrder.Enqueue(id);
        }
        else
        {
            _gone[id] = Math.Max(_gone[id], version);
        }

        while (_goneOrder.Count > BoardLimits.Gone)
        {
            _gone.Remove(_goneOrder.Dequeue());
        }
    }
}
