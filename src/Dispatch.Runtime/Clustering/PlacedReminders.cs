using Dispatch.Runtime.Reminders;

namespace Dispatch.Runtime.Clustering;

/// <summary>The silo on which a grain is placed delivers its reminders.</summary>
internal sealed class PlacedReminders(Silo silo) : IReminderOwnership
{
    public event Action? Changed
    {
        add => silo.Moved += value;
        remove => silo.Moved -= value;
    }

    public bool Owns(GrainId grainId) => silo.LivesHere(grainId);
}
