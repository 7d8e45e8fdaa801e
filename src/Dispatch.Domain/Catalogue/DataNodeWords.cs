using Dispatch.Contracts;

namespace Dispatch.Domain.Catalogue;

/// <summary>The small shapes that every data file shares.</summary>
internal static class DataNodeWords
{
    public static Wording Wording(this DataNode row, string field)
    {
        var text = row.Child(field);
        return row.Has(field) ? new Wording(text.Text("zh"), text.Text("en")) : new Wording("", "");
    }

    public static GeoPoint Point(this DataNode row, string field)
    {
        var point = row.Child(field);
        return row.Has(field) ? new GeoPoint(point.Number("lat", -90, 90), point.Number("lon", -180, 180)) : default;
    }

    /// <summary>Markers are written in lower case: seed, derived, approx, ext, syn.</summary>
    public static Marker Marker(this DataNode row, string field = "marker")
    {
        var text = row.Text(field);
        foreach (var marker in Enum.GetValues<Marker>())
        {
            if (text.Equals(marker.ToString(), StringComparison.OrdinalIgnoreCase))
            {
                return marker;
            }
        }

        if (text.Length > 0)
        {
            row.Fault(field, $"'{text}' is none of seed, derived, approx, ext, syn");
        }

        return Catalogue.Marker.Syn;
    }
}
