using Dispatch.Contracts;

namespace Dispatch.Domain.Matching;

/// <summary>A zone with its margin laid flat so that no distance grows: what is far on the plane is at least as far on the sphere.</summary>
/// <remarks>
/// East-west lengths are taken at the highest latitude a shortest way inside the zone can touch, where they are shortest. The plane only
/// decides whom not to look at; distances that count are great-circle distances.
/// </remarks>
internal sealed class Plane
{
    /// <summary>Covers the rounding of positions to single precision.</summary>
    public const float SlackMetres = 0.5f;

    // A shortest way between two points of a zone bulges poleward by less than this.
    private const double BulgeDegrees = 0.25;

    // Farther poleward the width of a zone loses its meaning; there only north-south distance rules anybody out.
    private const double HighestLatitude = 88;

    private readonly GeoExtent extent;
    private readonly double metresPerLongitude;

    public Plane(GeoExtent zone)
    {
        var latitudeMargin = Zones.ReachMetres / Geo.MetresPerDegree;
        var highest = Math.Max(Math.Abs(zone.South), Math.Abs(zone.North)) + latitudeMargin + BulgeDegrees;
        var shrink = highest > HighestLatitude ? 0 : Math.Cos(highest * Math.PI / 180);
        metresPerLongitude = Geo.MetresPerDegree * shrink;
        var longitudeMargin = shrink > 0 ? Zones.ReachMetres / metresPerLongitude : 180;
        extent = new(zone.South - latitudeMargin, zone.West - longitudeMargin, zone.North + latitudeMargin, zone.East + longitudeMargin);
        Width = (float)((extent.East - extent.West) * metresPerLongitude);
        Height = (float)((extent.North - extent.South) * Geo.MetresPerDegree);
        var lowest = extent.South <= 0 && extent.North >= 0 ? 0 : Math.Min(Math.Abs(extent.South), Math.Abs(extent.North));
        Stretch = (float)(Math.Cos(lowest * Math.PI / 180) / shrink);
    }

    /// <summary>Metres from west to east; 0 at the poles.</summary>
    public float Width { get; }

    /// <summary>Metres from south to north.</summary>
    public float Height { get; }

    /// <summary>How many times a true east-west length is the plane's at most: taken where parallels are longest; infinite at the poles.</summary>
    public float Stretch { get; }

    /// <summary>Whether the point lies inside the margin; only there does the plane tell anything.</summary>
    public bool Covers(GeoPoint point) =>
        point.Lat >= extent.South && point.Lat <= extent.North && Math.Abs(East(point)) * 2 <= extent.East - extent.West;

    /// <summary>Metres east and north of the south-west corner.</summary>
    public (float X, float Y) Of(GeoPoint point) =>
        ((float)(Width / 2 + East(point) * metresPerLongitude), (float)((point.Lat - extent.South) * Geo.MetresPerDegree));

    private double East(GeoPoint point) => Geo.Turn(point.Lon - extent.Centre.Lon);
}
