namespace Dispatch.Runtime.Reminders;

/// <summary>Which silo delivers the reminders of a grain: the one on which the grain is placed.</summary>
internal interface IReminderOwnership
{
    /// <summary>Raised when grains have moved between silos.</summary>
    event Action? Changed;

    bool Owns(GrainId grainId);
}
