namespace Dispatch.Runtime.Observers;

/// <summary>The time for code that is handed no clock.</summary>
internal static class ObserverClock
{
    public static Func<DateTime> Now { get; } = static () =>
        (Activations.ActivationScope.Running?.Time ?? TimeProvider.System).GetUtcNow().UtcDateTime;
}
