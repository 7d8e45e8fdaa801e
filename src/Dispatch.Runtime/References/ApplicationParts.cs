using System.Reflection;
using System.Runtime.CompilerServices;

namespace Dispatch.Runtime.References;

/// <summary>Names an assembly with grains that this assembly was compiled against; written by the generator.</summary>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class ApplicationPartAttribute(string assemblyName) : Attribute
{
    public string AssemblyName { get; } = assemblyName;
}

/// <summary>The assemblies in which grains may be found: those loaded, and all that they were compiled against.</summary>
internal static class ApplicationParts
{
    public static IEnumerable<Type> GrainClasses() => Find().SelectMany(TypesOf).Where(IsGrainClass).OrderBy(type => type.FullName, StringComparer.Ordinal);

    /// <summary>The exceptions that the application declares itself.</summary>
    public static IEnumerable<Type> Exceptions() => Find().SelectMany(TypesOf)
        .Where(type => type is { IsAbstract: false, IsGenericTypeDefinition: false } && typeof(Exception).IsAssignableFrom(type));

    /// <summary>Has every assembly register its proxies: one that holds nothing but interfaces would not do so by being used.</summary>
    public static void Load() => Find().ForEach(assembly => RuntimeHelpers.RunModuleConstructor(assembly.ManifestModule.ModuleHandle));

    private static List<Assembly> Find()
    {
        Dictionary<string, Assembly> found = [];
        Stack<Assembly> next = new(AppDomain.CurrentDomain.GetAssemblies().Where(assembly => !assembly.IsDynamic));
        if (Assembly.GetEntryAssembly() is { } entry)
        {
            next.Push(entry);
        }

        while (next.TryPop(out var assembly))
        {
            if (!KnowsTheRuntime(assembly) || !found.TryAdd(assembly.FullName!, assembly))
            {
                continue;
            }

            foreach (var part in assembly.GetCustomAttributes<ApplicationPartAttribute>())
            {
                next.Push(Assembly.Load(part.AssemblyName));
            }
        }

        return [.. found.Values];
    }

    private static bool KnowsTheRuntime(Assembly assembly) =>
        assembly == typeof(ApplicationParts).Assembly
        || assembly.GetReferencedAssemblies().Any(reference => reference.Name == typeof(ApplicationParts).Assembly.GetName().Name);

    private static Type[] TypesOf(Assembly assembly)
    {
        try
        {
            return assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException partly)
        {
            return [.. partly.Types.OfType<Type>()];
        }
    }

    private static bool IsGrainClass(Type type) =>
        type is { IsClass: true, IsAbstract: false, IsGenericTypeDefinition: false } && typeof(IGrainBase).IsAssignableFrom(type);
}
