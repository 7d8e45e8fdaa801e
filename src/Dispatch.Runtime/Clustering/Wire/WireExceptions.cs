using System.Collections;
using System.Collections.Concurrent;
using Dispatch.Runtime.Calls;
using Dispatch.Runtime.References;
using Dispatch.Runtime.Storage;
using Orleans.Storage;

namespace Dispatch.Runtime.Clustering.Wire;

/// <summary>
/// Exceptions travel as the name of their type, their message and what they say beside it. Only types on a list are made again: the
/// runtime's, the framework's common ones, and those of the application's own assemblies; any other arrives as an
/// <see cref="OrleansException"/> that names it.
/// </summary>
internal static class WireExceptions
{
    private const string Unknown = "outcome-unknown";
    private const string Stored = "stored-etag";
    private const string Current = "current-etag";

    private static readonly Lazy<ConcurrentDictionary<string, Func<string, IReadOnlyDictionary<string, string>, Exception>>> Makers = new(Collect);

    public static void Write(FrameWriter frame, Exception fault)
    {
        var facts = Facts(fault).ToList();
        frame.Text(fault.GetType().FullName!);
        frame.Text(fault.Message);
        frame.Number((ulong)facts.Count);
        foreach (var (key, value) in facts)
        {
            frame.Text(key);
            frame.Text(value);
        }
    }

    public static Exception Read(ref FrameReader reader)
    {
        var (name, message) = (reader.Text(), reader.Text());
        var facts = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var left = reader.Count(); left > 0; left--)
        {
            facts[reader.Text()] = reader.Text();
        }

        if (!Makers.Value.TryGetValue(name, out var make))
        {
            return new OrleansException($"{name}: {message}");
        }

        var made = make(message, facts);
        foreach (var (key, value) in facts)
        {
            made.Data[key] = value;
        }

        return made;
    }

    private static IEnumerable<(string Key, string Value)> Facts(Exception fault)
    {
        if (fault is StorageUnavailableException { OutcomeUnknown: true })
        {
            yield return (Unknown, "true");
        }

        if (fault is InconsistentStateException { StoredEtag: { } stored })
        {
            yield return (Stored, stored);
        }

        if (fault is InconsistentStateException { CurrentEtag: { } current })
        {
            yield return (Current, current);
        }

        foreach (DictionaryEntry entry in fault.Data)
        {
            if (entry is { Key: string key, Value: string value })
            {
                yield return (key, value);
            }
        }
    }

    private static ConcurrentDictionary<string, Func<string, IReadOnlyDictionary<string, string>, Exception>> Collect()
    {
        var makers = new ConcurrentDictionary<string, Func<string, IReadOnlyDictionary<string, string>, Exception>>(StringComparer.Ordinal);
        foreach (var type in ApplicationParts.Exceptions().Concat(Common).Where(type => type.GetConstructor([typeof(string)]) is not null))
        {
            makers[type.FullName!] = (message, _) => (Exception)Activator.CreateInstance(type, message)!;
        }

        makers[typeof(ArgumentNullException).FullName!] = (message, _) => new ArgumentNullException(null, message);
        makers[typeof(ArgumentOutOfRangeException).FullName!] = (message, _) => new ArgumentOutOfRangeException(null, message);
        makers[typeof(OrleansMessageRejectionException).FullName!] = (message, _) => new OrleansMessageRejectionException(message);
        makers[typeof(CallDeadlockException).FullName!] = (message, _) => new CallDeadlockException(message);
        makers[typeof(StorageUnavailableException).FullName!] = (message, facts) => new StorageUnavailableException(message, facts.ContainsKey(Unknown), null);
        makers[typeof(InconsistentStateException).FullName!] = (message, facts) =>
            new InconsistentStateException(message, facts.GetValueOrDefault(Stored), facts.GetValueOrDefault(Current));
        return makers;
    }

    private static readonly Type[] Common =
    [
        typeof(ArgumentException), typeof(InvalidOperationException), typeof(NotSupportedException), typeof(TimeoutException),
        typeof(OperationCanceledException), typeof(TaskCanceledException), typeof(KeyNotFoundException), typeof(FormatException),
        typeof(OverflowException), typeof(UnauthorizedAccessException),
    ];
}
