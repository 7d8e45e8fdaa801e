using System.Globalization;
using Dispatch.Runtime.Diagnostics;

namespace Dispatch.Runtime.Clustering.Wire;

/// <summary>
/// The caller's <see cref="RequestContext"/> on its way: texts, whole and broken numbers, truths and GUIDs. The trace that the call belongs to
/// travels as one more entry, which an older process takes for a value and passes on.
/// </summary>
internal static class WireContext
{
    public static void Write(FrameWriter frame)
    {
        var entries = RequestContext.Entries.Where(entry => entry.Key != CallActivities.Entry).ToList();
        var trace = CallActivities.Outgoing;
        frame.Number((ulong)entries.Count + (trace is null ? 0ul : 1));
        if (trace is not null)
        {
            frame.Text(CallActivities.Entry);
            frame.Byte((byte)'s');
            frame.Text(trace);
        }

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

    /// <summary>Makes the caller's values the current ones. True when there are any: then they are forgotten once the call is made.</summary>
    public static bool Take(ref FrameReader reader)
    {
        var count = reader.Count();
        for (var left = count; left > 0; left--)
        {
            var (key, tag, text) = (reader.Text(), (char)reader.Byte(), reader.Text());
            if (key == CallActivities.Entry)
            {
                CallActivities.Incoming = text;
            }
            else
            {
                RequestContext.Set(key, Value(tag, text));
            }
        }

        return count > 0;
    }

    public static void Forget()
    {
        RequestContext.Clear();
        CallActivities.Incoming = null;
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
