using System.Collections.Immutable;
using System.Globalization;
using Dispatch.Contracts;

namespace Dispatch.Domain.Matching;

/// <summary>Zones are cells of 0.5 degrees; a responder is indexed in every zone within reach, so that one zone answers any radius exactly.</summary>
public static class Zones
{
    /// <summary>The largest radius a request may ask for, and how far beyond its border a zone knows responders.</summary>
    public const int ReachMetres = 20_000;

    private const int Rows = 360;
    private const int Columns = 720;

    // Poleward of 87 degrees a column is under 3 km wide and a reach of 20 km would take hundreds of cells; nobody lives there.
    private const int MaxColumnsAside = 8;
    private const string RemotePrefix = "remote:";

    /// <summary>The zone of a point: <c>z{floor(lat*2)}:{floor(lon*2)}</c>; the poles belong to the last row, 180 degrees east is 180 west.</summary>
    public static string KeyOf(GeoPoint point)
    {
        var (row, column) = CellOf(point);
        return Key(row, column);
    }

    /// <summary>Every zone whose border lies within <see cref="ReachMetres"/>, the own first: at most four below 44 degrees of latitude.</summary>
    public static ImmutableArray<string> KeysFor(GeoPoint point)
    {
        var (row, column) = CellOf(point);
        var keys = ImmutableArray.CreateBuilder<string>(4);
        keys.Add(Key(row, column));
        var aside = ColumnsAside(point);
        for (var up = -1; up <= 1; up++)
        {
            for (var side = -aside; side <= aside; side++)
            {
                var isOwn = up == 0 && side == 0;
                if (!isOwn && IsRow(row + up) && Geo.Metres(point, Extent(row + up, column + side)) <= ReachMetres)
                {
                    keys.Add(Key(row + up, Wrap(column + side)));
                }
            }
        }

        return keys.DrainToImmutable();
    }

    /// <summary>The index of a station's responders for remote tasks.</summary>
    public static string RemoteKey(string stationId) => RemotePrefix + stationId;

    /// <summary>The box of a zone; null for a remote index, which has no place.</summary>
    public static GeoExtent? Extent(string key)
    {
        if (key.StartsWith(RemotePrefix, StringComparison.Ordinal))
        {
            return null;
        }

        var colon = key.IndexOf(':', StringComparison.Ordinal);
        if (key.Length > 0 && key[0] == 'z' && colon > 1 && Parse(key.AsSpan(1, colon - 1), out var row) && Parse(key.AsSpan(colon + 1), out var column))
        {
            return Extent(row, column);
        }

        throw new ArgumentException($"'{key}' is no zone key; expected z{{row}}:{{column}} or {RemotePrefix}{{station}}.", nameof(key));
    }

    /// <summary>
    /// How many columns to either side can lie within reach: whoever goes that far stays below a latitude, and crosses meridians nowhere faster than there.
    /// </summary>
    private static int ColumnsAside(GeoPoint point)
    {
        var poleward = Math.Min(90, Math.Abs(point.Lat) + ReachMetres / Geo.MetresPerDegree);
        var columns = 2 * ReachMetres / (Math.Cos(poleward * Math.PI / 180) * Geo.MetresPerDegree);
        return columns < MaxColumnsAside ? (int)Math.Ceiling(columns) : MaxColumnsAside;
    }

    private static (int Row, int Column) CellOf(GeoPoint point)
    {
        var row = Math.Clamp((int)Math.Floor(point.Lat * 2), -Rows / 2, Rows / 2 - 1);
        return (row, Wrap((int)Math.Floor(point.Lon * 2)));
    }

    private static GeoExtent Extent(int row, int column) => new(row / 2.0, column / 2.0, (row + 1) / 2.0, (column + 1) / 2.0);

    private static int Wrap(int column) => ((column + Columns / 2) % Columns + Columns) % Columns - Columns / 2;

    private static bool IsRow(int row) => row is >= -Rows / 2 and < Rows / 2;

    private static string Key(int row, int column) => string.Create(CultureInfo.InvariantCulture, $"z{row}:{column}");

    private static bool Parse(ReadOnlySpan<char> text, out int value) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
}
