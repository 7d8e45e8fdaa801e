using System.Globalization;
using Dispatch.Contracts;
using Dispatch.Domain.Matching;
using Shouldly;

namespace Dispatch.Domain.Tests.Matching;

public sealed class ZoneTests
{
    [Theory]
    [InlineData(18.25, 109.5, "z36:219")]
    [InlineData(18.25, 109.49, "z36:218")]
    [InlineData(22.7, 114.0, "z45:228")]
    [InlineData(-0.1, -0.1, "z-1:-1")]
    [InlineData(0, 0, "z0:0")]
    [InlineData(-33.9, 18.4, "z-68:36")]
    [InlineData(10, 180, "z20:-360")]
    [InlineData(10, -180, "z20:-360")]
    [InlineData(10, 179.9, "z20:359")]
    [InlineData(90, 5, "z179:10")]
    [InlineData(-90, 5, "z-180:10")]
    public void Key_OfAPoint_IsTheFlooredHalfDegree(double lat, double lon, string key) => Zones.KeyOf(new(lat, lon)).ShouldBe(key);

    [Fact]
    public void Key_InAnyCulture_IsSpeltTheSame()
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo("ar-SA") { NumberFormat = { NegativeSign = "minus" } };
        try
        {
            Zones.KeyOf(new(-0.1, -0.1)).ShouldBe("z-1:-1");
            Zones.Extent("z-1:-1").ShouldBe(new GeoExtent(-0.5, -0.5, 0, 0));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData(18.25, 109.75, "z36:219")]
    [InlineData(18.25, 109.51, "z36:219 z36:218")]
    [InlineData(18.01, 109.51, "z36:219 z35:218 z35:219 z36:218")]
    [InlineData(18.49, 109.99, "z36:219 z36:220 z37:219 z37:220")]
    [InlineData(0.01, 179.99, "z0:359 z-1:359 z-1:-360 z0:-360")]
    [InlineData(-0.01, 0.01, "z-1:0 z-1:-1 z0:-1 z0:0")]
    public void Keys_NearBorders_NameEveryZoneWithinReach(double lat, double lon, string keys) =>
        string.Join(' ', Zones.KeysFor(new(lat, lon))).ShouldBe(keys);

    [Fact]
    public void Keys_OfAnyPoint_AreExactlyTheZonesOfPointsWithinReach()
    {
        var random = new Random(5);
        for (var i = 0; i < 2_000; i++)
        {
            var point = new GeoPoint(random.NextDouble() * 160 - 80, random.NextDouble() * 360 - 180);
            var keys = Zones.KeysFor(point);
            keys[0].ShouldBe(Zones.KeyOf(point));
            keys.Distinct().Count().ShouldBe(keys.Length);
            if (Math.Abs(point.Lat) < 43)
            {
                keys.Length.ShouldBeLessThanOrEqualTo(4);
            }

            var other = Around(random, point, Zones.ReachMetres * 1.02);
            if (Geo.Metres(point, other) <= Zones.ReachMetres)
            {
                keys.ShouldContain(Zones.KeyOf(other));
            }
        }
    }

    [Theory]
    [InlineData(90, 0)]
    [InlineData(89.99, 12.3)]
    [InlineData(-90, -180)]
    public void Keys_AtThePoles_StayFew(double lat, double lon)
    {
        var keys = Zones.KeysFor(new(lat, lon));
        keys[0].ShouldBe(Zones.KeyOf(new(lat, lon)));
        keys.Length.ShouldBeLessThanOrEqualTo(34);
    }

    [Fact]
    public void Extent_OfARemoteIndex_IsNone() => Zones.Extent(Zones.RemoteKey("zhuoda")).ShouldBeNull();

    [Theory]
    [InlineData("")]
    [InlineData("z")]
    [InlineData("z1")]
    [InlineData("z1:")]
    [InlineData("zz:1")]
    public void Extent_OfNoKey_IsRefused(string key) => Should.Throw<ArgumentException>(() => Zones.Extent(key));

    [Fact]
    public void Distance_KnownPairs_AgreesWithTheSphere()
    {
        Metres((0, 0), (0, 1)).ShouldBe(111_195.08, 0.01);
        Metres((-90, 0), (90, 77)).ShouldBe(Math.PI * Geo.EarthRadiusMetres, 0.01);
        Metres((10, 179.95), (10, -179.95)).ShouldBe(Metres((10, 0), (10, 0.1)), 1e-6);
        Metres((18.25, 109.5), (22.7, 114.0)).ShouldBe(Metres((22.7, 114.0), (18.25, 109.5)));
    }

    private static double Metres((double Lat, double Lon) a, (double Lat, double Lon) b) => Geo.Metres(new GeoPoint(a.Lat, a.Lon), new GeoPoint(b.Lat, b.Lon));

    private static GeoPoint Around(Random random, GeoPoint point, double reach)
    {
        var angle = random.NextDouble() * 2 * Math.PI;
        var metres = reach * Math.Sqrt(random.NextDouble());
        var north = metres * Math.Cos(angle) / Geo.MetresPerDegree;
        var east = metres * Math.Sin(angle) / (Geo.MetresPerDegree * Math.Cos(point.Lat * Math.PI / 180));
        return new(point.Lat + north, Geo.Turn(point.Lon + east));
    }
}
