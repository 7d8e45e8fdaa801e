using Dispatch.Contracts;

namespace Dispatch.Domain.Matching;

/// <summary>Distances on the sphere; metres and degrees.</summary>
public static class Geo
{
    /// <summary>Mean earth radius in metres (IUGG, R1).</summary>
    public const double EarthRadiusMetres = 6_371_008.8;

    /// <summary>Metres along a degree of a great circle.</summary>
    public const double MetresPerDegree = EarthRadiusMetres * Math.PI / 180;

    private const double Radians = Math.PI / 180;

    /// <summary>Great-circle distance (haversine), the same in both directions to the last bit.</summary>
    public static double Metres(GeoPoint a, GeoPoint b)
    {
        var latitude = Math.Sin(Math.Abs(a.Lat - b.Lat) * Radians / 2);
        var longitude = Math.Sin(Math.Abs(Turn(a.Lon - b.Lon)) * Radians / 2);
        var across = Math.Cos(a.Lat * Radians) * Math.Cos(b.Lat * Radians);
        var h = latitude * latitude + across * (longitude * longitude);
        return 2 * EarthRadiusMetres * Math.Asin(Math.Sqrt(Math.Min(1, h)));
    }

    /// <summary>Distance to the nearest point of an extent; 0 inside.</summary>
    public static double Metres(GeoPoint point, GeoExtent extent)
    {
        var half = (extent.East - extent.West) / 2;
        var off = Turn(point.Lon - (extent.West + half));
        if (Math.Abs(off) <= half)
        {
            var nearest = Math.Clamp(point.Lat, extent.South, extent.North);
            return Math.Abs(point.Lat - nearest) * MetresPerDegree;
        }

        // The nearest point lies on the nearer meridian edge, where the perpendicular from the point meets it, or at that edge's end.
        var edge = Math.Abs(off) - half;
        var foot = edge < 90 ? Math.Atan(Math.Tan(point.Lat * Radians) / Math.Cos(edge * Radians)) / Radians : Math.CopySign(90, point.Lat);
        return Metres(point, new GeoPoint(Math.Clamp(foot, extent.South, extent.North), point.Lon + edge));
    }

    /// <summary>A difference of longitudes brought into -180 to 180 degrees.</summary>
    public static double Turn(double degrees) => degrees is >= -180 and < 180 ? degrees : degrees - 360 * Math.Floor((degrees + 180) / 360);
}
