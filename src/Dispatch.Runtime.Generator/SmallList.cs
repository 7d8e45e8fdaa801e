using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;

namespace Dispatch.Runtime.Generator;

/// <summary>A list that is equal to another with equal members, as incremental generation needs it.</summary>
internal sealed class SmallList<T>(IEnumerable<T> items) : IReadOnlyList<T>, IEquatable<SmallList<T>>
{
    private readonly T[] _items = [.. items];

    public int Count => _items.Length;

    public T this[int index] => _items[index];

    public bool Equals(SmallList<T>? other) => other is not null && _items.SequenceEqual(other._items);

    public override bool Equals(object? obj) => Equals(obj as SmallList<T>);

    public override int GetHashCode() => _items.Aggregate(17, (hash, item) => unchecked((hash * 31) + (item?.GetHashCode() ?? 0)));

    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)_items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
