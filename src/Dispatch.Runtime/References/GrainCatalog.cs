using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Reflection;

namespace Dispatch.Runtime.References;

/// <summary>A grain class and the name it goes by.</summary>
internal sealed record GrainClassInfo(Type Type, GrainType GrainType);

/// <summary>The grain classes of the application, and which of them an interface means.</summary>
internal sealed class GrainCatalog
{
    private static readonly Lazy<GrainCatalog> Application = new(() => new(ApplicationParts.GrainClasses()));

    private readonly ConcurrentDictionary<(Type Interface, string? Prefix), GrainType> _resolved = new();

    public GrainCatalog(IEnumerable<Type> classes)
    {
        Classes = classes.Select(type => new GrainClassInfo(type, NameOf(type))).ToFrozenDictionary(info => info.GrainType);
    }

    public static GrainCatalog Shared => Application.Value;

    public FrozenDictionary<GrainType, GrainClassInfo> Classes { get; }

    public GrainType Resolve(Type interfaceType, string? prefix) =>
        _resolved.GetOrAdd((interfaceType, prefix), static (key, self) => self.Find(key.Interface, key.Prefix), this);

    /// <summary>The class name without "Grain", in lower case, unless an attribute names it.</summary>
    private static GrainType NameOf(Type type)
    {
        if (type.GetCustomAttribute<GrainTypeAttribute>() is { } attribute)
        {
            return attribute.GetGrainType(null!, type);
        }

        var name = type.Name.Length > 5 && type.Name.EndsWith("Grain", StringComparison.Ordinal) ? type.Name[..^5] : type.Name;
        return GrainType.Create(name.ToLowerInvariant());
    }

    private GrainType Find(Type interfaceType, string? prefix)
    {
        var candidates = Classes.Values
            .Where(info => interfaceType.IsAssignableFrom(info.Type))
            .Where(info => prefix is null || info.Type.Name.StartsWith(prefix, StringComparison.Ordinal)
                || info.Type.FullName!.StartsWith(prefix, StringComparison.Ordinal))
            .ToList();
        if (candidates.Count > 1)
        {
            var preferred = interfaceType.GetCustomAttribute<DefaultGrainTypeAttribute>() is { } named
                ? candidates.Find(info => info.GrainType == named.GrainType)
                : candidates.Find(info => info.Type.Name == interfaceType.Name[1..]);
            candidates = preferred is null ? candidates : [preferred];
        }

        return candidates.Count switch
        {
            1 => candidates[0].GrainType,
            0 => throw new ArgumentException($"No grain class implements {interfaceType}{(prefix is null ? "" : $" with the prefix {prefix}")}."),
            _ => throw new ArgumentException(
                $"{interfaceType} is implemented by {string.Join(", ", candidates.Select(info => info.Type.Name).Order())}; name one by a class name prefix."),
        };
    }
}

/// <summary>The grain type that an interface means when no prefix is given, found once.</summary>
internal static class DefaultGrain<TInterface>
{
    private static volatile object? found;

    public static GrainType Type => (GrainType)(found ??= GrainCatalog.Shared.Resolve(typeof(TInterface), null));
}
