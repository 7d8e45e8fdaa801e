namespace Orleans.Placement;

/// <summary>Where activations of a grain class are placed.</summary>
/// <remarks>The embedded runtime has no directory: every grain is placed by rendezvous hash, whatever is asked here.</remarks>
[AttributeUsage(AttributeTargets.Class)]
public abstract class PlacementAttribute : Attribute
{
    private protected PlacementAttribute()
    {
    }
}

/// <summary>Prefers the silo that first calls the grain.</summary>
public sealed class PreferLocalPlacementAttribute : PlacementAttribute;

/// <summary>Places by the hash of the grain's id.</summary>
public sealed class HashBasedPlacementAttribute : PlacementAttribute;

/// <summary>Places at random.</summary>
public sealed class RandomPlacementAttribute : PlacementAttribute;

/// <summary>Prefers the silo with the fewest activations.</summary>
public sealed class ActivationCountBasedPlacementAttribute : PlacementAttribute;
