using Dispatch.Contracts;

namespace Dispatch.Domain.Demo;

/// <summary>Points around a place, by draws.</summary>
internal static class Surroundings
{
    // Length of one degree of latitude on a sphere of 6,371,009 m, the mean earth radius of the IUGG.
    private const double MetresPerDegree = 111_195;

    /// <summary>A point whose distance falls off like a bell, with this spread in metres; takes four draws.</summary>
    public static GeoPoint Near(GeoPoint centre, double spreadMetres, Dice dice, int draw) =>
        Offset(centre, spreadMetres * dice.Normal(draw), spreadMetres * dice.Normal(draw + 2));

    /// <summary>A point anywhere in the circle with equal probability; takes two draws.</summary>
    public static GeoPoint Within(GeoPoint centre, double radiusMetres, Dice dice, int draw)
    {
        var distance = radiusMetres * Math.Sqrt(dice.Unit(draw));
        var bearing = 2 * Math.PI * dice.Unit(draw + 1);
        return Offset(centre, distance * Math.Cos(bearing), distance * Math.Sin(bearing));
    }

    // Five decimals are one metre: enough, and the same on every machine.
    private static GeoPoint Offset(GeoPoint centre, double north, double east) => new(
        Math.Round(centre.Lat + (north / MetresPerDegree), 5),
        Math.Round(centre.Lon + (east / (MetresPerDegree * Math.Cos(centre.Lat * Math.PI / 180))), 5));
}
