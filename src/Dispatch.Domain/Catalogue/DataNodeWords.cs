using System.Globalization;
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

    /// <summary>A moment with its offset, such as 2037-01-01T00:00:00+08:00.</summary>
    public static DateTimeOffset Moment(this DataNode row, string field)
    {
        var text = row.Text(field);
        if (DateTimeOffset.TryParseExact(text, "yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment))
        {
            return moment;
        }

        if (text.Length > 0)
        {
            row.Fault(field, $"'{text}' is no moment with an offset");
        }

        return default;
    }

    /// <summary>A time of day such as 22:00, in minutes; 24:00 is the day's end.</summary>
    public static int MinuteOfDay(this DataNode row, string field)
    {
        var text = row.Text(field);
        if (text == "24:00")
        {
            return 24 * 60;
        }

        if (TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
        {
            return (time.Hour * 60) + time.Minute;
        }

        if (text.Length > 0)
        {
            row.Fault(field, $"'{text}' is no time of day");
        }

        return 0;
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
