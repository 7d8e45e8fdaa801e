using Dispatch.Contracts;

namespace Dispatch.Domain.Matching;

/// <summary>A box of latitudes and longitudes in degrees; east is greater than west, also across the antimeridian.</summary>
public readonly record struct GeoExtent(double South, double West, double North, double East)
{
    /// <summary>The point in the middle.</summary>
    public GeoPoint Centre => new((South + North) / 2, (West + East) / 2);
}
