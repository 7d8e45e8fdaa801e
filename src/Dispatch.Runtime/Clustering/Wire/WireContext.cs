using System.Globalization;

namespace Dispatch.Runtime.Clustering.Wire;

/// <summary>The caller's <see cref="RequestContext"/> on its way: texts, whole and broken numbers, truths and GUIDs.</summary>
internal static class WireContext
{
    public static void Write(FrameWriter frame)
    {
        var entries = RequestContext.Entries.ToList();
        frame.Number((ulong)entries.Count);
        foreach (var (key, value) in entries)
        {
            var (tag, text) = value switch
            {
                string words => ('s', words),
                int number => ('i', number.ToString(CultureInfo.InvariantCulture)),
                long number => ('l', number.ToString(CultureInfo.InvariantCulture)),
                double number => ('d', number.ToString("R", CultureInfo.InvariantCulture)),
                bool truth => ('b', truth ? "1" : ""),
                Guid id => ('g', id.ToString("N")),
                _ => throw new NotSupportedException($"RequestContext holds a {value.GetType().Name} under '{key}', which cannot travel to another process."),
            };
            frame.Text(key);
            frame.Byte((byte)tag);
            frame.Text(text);
        }
    }

    /// <summary>Makes the caller's values the current ones. True when there are any: then they are cleared once the call is made.</summary>
    public static bool Take(ref FrameReader reader)
    {
        var count = reader.Count();
        for (var left = count; left > 0; left--)
        {
            var (key, tag, text) = (reader.Text(), (char)reader.Byte(), reader.Text());
            RequestContext.Set(key, Value(tag, text));
        }

        return count > 0;
    }

    private static object Value(char tag, string text) => tag switch
    {
        's' => text,
        'i' when int.TryParse(text, CultureInfo.InvariantCulture, out var number) => number,
        'l' when long.TryParse(text, CultureInfo.InvariantCulture, out var number) => number,
        'd' when double.TryParse(text, CultureInfo.InvariantCulture, out var number) => number,
        'b' => text.Length > 0,
        'g' when Guid.TryParse(text, out var id) => id,
        _ => throw new WireException($"A context value of kind '{tag}' cannot be read."),
    };
}
