using Orleans.Core;

namespace Orleans.Runtime;

/// <summary>A state that the runtime has read before the actor is activated.</summary>
public interface IPersistentState<TState> : IStorage<TState>;

/// <summary>Names the state, and the storage it is kept in.</summary>
public interface IPersistentStateConfiguration
{
    string StateName { get; }

    string? StorageName { get; }
}

/// <summary>Marks the constructor parameter of an actor that is its persistent state.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public class PersistentStateAttribute : Attribute, IPersistentStateConfiguration
{
    public PersistentStateAttribute(string stateName, string? storageName = null)
    {
        ArgumentNullException.ThrowIfNull(stateName);
        StateName = stateName;
        StorageName = storageName;
    }

    public string StateName { get; }

    public string? StorageName { get; }
}
