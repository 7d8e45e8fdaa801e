using System.Collections.Concurrent;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using Dispatch.Runtime.Calls;
using Dispatch.Runtime.Clustering;

namespace Dispatch.Runtime.References;

/// <summary>Where generated code puts the proxies of an assembly when the assembly is first used.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ProxyRegistry
{
    private static readonly ConcurrentDictionary<Type, Func<Node, GrainId, GrainReference>> Factories = new();
    private static readonly ConcurrentDictionary<(string Interface, string Method), CallMethod> Methods = new();

    public static void Add<TInterface>(Func<Node, GrainId, GrainProxy<TInterface>> factory, params ReadOnlySpan<CallMethod> methods)
    {
        Factories[typeof(TInterface)] = factory;
        foreach (var method in methods)
        {
            Methods[(typeof(TInterface).FullName!, method.WireName)] = method;
        }
    }

    internal static Func<Node, GrainId, GrainReference> FactoryOf(Type interfaceType)
    {
        // An assembly that holds nothing but interfaces is not initialised by using them.
        RuntimeHelpers.RunModuleConstructor(interfaceType.Module.ModuleHandle);
        return Factories.TryGetValue(interfaceType, out var factory)
            ? factory
            : throw new ArgumentException($"{interfaceType} has no proxy: the project that declares it needs the runtime's generator.");
    }

    /// <summary>The methods of all assemblies that have been used or loaded with <see cref="ApplicationParts.Load"/>.</summary>
    internal static IEnumerable<CallMethod> All => Methods.Values;
}

/// <summary>The proxy factory of one interface, found once.</summary>
internal static class Proxies<TInterface>
{
    public static readonly Func<Node, GrainId, GrainReference> Make = ProxyRegistry.FactoryOf(typeof(TInterface));
}
