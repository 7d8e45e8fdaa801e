namespace Dispatch.Runtime.Activations;

/// <summary>The way from Orleans' public surface to the activation behind it.</summary>
internal static class ActivationScope
{
    [ThreadStatic]
    private static IGrainContext? entering;

    /// <summary>The activation whose grain object is being made on this thread.</summary>
    public static IGrainContext Entering =>
        entering ?? throw new InvalidOperationException("Grain objects are made by the runtime. Call GetGrain for a reference.");

    /// <summary>The activation whose turn runs on this thread, if any: its scheduler is the current one.</summary>
    public static Activation? Running => TaskScheduler.Current as Activation;

    /// <summary>The arguments of the object being made that want to work before it is activated.</summary>
    [ThreadStatic]
    private static List<IActivationPart>? parts;

    public static object Make(Activation activation, GrainClass grainClass, List<IActivationPart>? collected)
    {
        (entering, parts) = (activation, collected);
        try
        {
            return grainClass.Make(activation);
        }
        finally
        {
            (entering, parts) = (null, null);
        }
    }

    public static void AddPart(IActivationPart part) => parts!.Add(part);

    public static IGrainFactory FactoryOf(IGrainContext context) => Of(context).GrainFactory;

    public static void Delay(IGrainContext context, TimeSpan period) => Of(context).DelayDeactivation(period);

    public static IGrainTimer StartTimer<TState>(
        IGrainContext context, Func<TState, CancellationToken, Task> callback, TState state, GrainTimerCreationOptions options) =>
        Of(context).StartTimer(callback, state, options);

    private static IActivation Of(IGrainContext context) =>
        context as IActivation ?? throw new InvalidOperationException($"{context.GetType()} is not an activation of this runtime.");
}
