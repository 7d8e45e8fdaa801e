using System.Reflection;

namespace Dispatch.Runtime.Calls;

/// <summary>A method of a grain or observer interface, as generated code describes it. One per method for the life of the process.</summary>
public sealed class CallMethod(
    Type interfaceType, string name, string wireName, CallTraits traits, TimeSpan? responseTimeout, Type[] parameters, Func<object?[], Call> make)
{
    private readonly Type[] _parameters = parameters;
    private MethodInfo? _reflected;

    public Type InterfaceType { get; } = interfaceType;

    public string Name { get; } = name;

    /// <summary>Names the method between processes: its alias, or its name and parameter types.</summary>
    public string WireName { get; } = wireName;

    public CallTraits Traits { get; } = traits;

    public TimeSpan? ResponseTimeout { get; } = responseTimeout;

    public IReadOnlyList<Type> Parameters => _parameters;

    /// <summary>The same in every process.</summary>
    internal uint Hash { get; } = Placement.StableHash.Of($"{interfaceType.FullName}.{wireName}");

    internal MethodInfo Reflected => _reflected ??= InterfaceType.GetInterfaces().Prepend(InterfaceType)
        .Select(type => type.GetMethod(Name, _parameters)).First(method => method is not null)!;

    /// <summary>Interface and method as they travel between processes.</summary>
    internal byte[] NameOnWire { get; } = System.Text.Encoding.UTF8.GetBytes($"{interfaceType.FullName}\n{wireName}");

    /// <summary>A call with arguments that came over a wire.</summary>
    internal Call Make(object?[] arguments) => make(arguments);

    public override string ToString() => $"{InterfaceType.Name}.{Name}";
}
