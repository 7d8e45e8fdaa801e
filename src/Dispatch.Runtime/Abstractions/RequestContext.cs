using System.Collections.Immutable;

namespace Orleans.Runtime;

/// <summary>Values that travel with a call to everything it calls. What a callee changes, its caller does not see.</summary>
public static class RequestContext
{
    private static readonly AsyncLocal<ImmutableSortedDictionary<string, object>?> Values = new();

    public static IEnumerable<string> Keys => Current.Keys;

    public static IEnumerable<KeyValuePair<string, object>> Entries => Current;

    private static ImmutableSortedDictionary<string, object> Current =>
        Values.Value ?? ImmutableSortedDictionary.Create<string, object>(StringComparer.Ordinal);

    public static object? Get(string key) => Values.Value is { } values && values.TryGetValue(key, out var value) ? value : null;

    public static void Set(string key, object value) => Values.Value = Current.SetItem(key, value);

    public static bool Remove(string key)
    {
        var found = Current.ContainsKey(key);
        Values.Value = Current.Remove(key);
        return found;
    }

    public static void Clear() => Values.Value = null;
}
