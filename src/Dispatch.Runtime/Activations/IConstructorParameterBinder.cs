using System.Reflection;

namespace Dispatch.Runtime.Activations;

/// <summary>
/// Supplies constructor parameters that are not services, such as those with <c>[PersistentState]</c>. Implementations are registered
/// in the silo's services; the first that returns a factory wins. Asked once per grain class, not per activation.
/// </summary>
internal interface IConstructorParameterBinder
{
    /// <summary>A factory that makes the argument for each activation, or null when the parameter is not its business.</summary>
    Func<IGrainContext, object>? Bind(ParameterInfo parameter, IServiceProvider siloServices);
}

/// <summary>
/// An argument made by a binder that has work to do before <c>OnActivateAsync</c>, such as reading state. Called once, on the
/// activation's scheduler, in the order of the parameters. A failure fails the activation.
/// </summary>
internal interface IActivationPart
{
    Task ActivateAsync(CancellationToken cancellationToken);
}
