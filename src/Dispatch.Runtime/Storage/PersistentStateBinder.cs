using System.Reflection;
using Dispatch.Runtime.Activations;
using Orleans.Storage;

namespace Dispatch.Runtime.Storage;

/// <summary>Gives grains the states that their constructors ask for with <see cref="PersistentStateAttribute"/>.</summary>
internal sealed class PersistentStateBinder : IConstructorParameterBinder
{
    private static readonly MethodInfo Maker = typeof(PersistentStateBinder).GetMethod(nameof(Make), BindingFlags.NonPublic | BindingFlags.Static)!;

    public Func<IGrainContext, object>? Bind(ParameterInfo parameter, IServiceProvider siloServices)
    {
        if (parameter.GetCustomAttribute<PersistentStateAttribute>() is not { } attribute)
        {
            return null;
        }

        var (type, grain) = (parameter.ParameterType, parameter.Member.DeclaringType!.Name);
        if (!type.IsGenericType || type.GetGenericTypeDefinition() != typeof(IPersistentState<>))
        {
            throw new OrleansConfigurationException($"Parameter '{parameter.Name}' of {grain} has [PersistentState] but is not an IPersistentState<T>.");
        }

        // Looked for at the first activation: a class that is never used needs no storage.
        var storage = new Lazy<IGrainStorage>(() => StorageRegistration.Find(siloServices, attribute.StorageName, grain));
        return (Func<IGrainContext, object>)Maker.MakeGenericMethod(type.GetGenericArguments()).Invoke(null, [attribute.StateName, storage])!;
    }

    private static Func<IGrainContext, object> Make<TState>(string stateName, Lazy<IGrainStorage> storage)
        => context => new PersistentState<TState>(stateName, context, storage.Value);
}
