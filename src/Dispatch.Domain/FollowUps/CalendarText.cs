using System.Globalization;
using System.Text;

namespace Dispatch.Domain.FollowUps;

/// <summary>Writes content lines of iCalendar (RFC 5545, 3.1 and 3.3.11): escaped, folded at 75 octets, ended by CR LF.</summary>
public static class CalendarText
{
    // RFC 5545, 3.1: a line holds at most 75 octets without its end; a folded one begins with a space, which counts.
    private const int OctetsMost = 75;

    /// <summary>Adds one content line.</summary>
    public static StringBuilder Line(this StringBuilder text, string name, string value)
    {
        var octets = 0;
        foreach (var rune in $"{name}:{value}".EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > OctetsMost)
            {
                text.Append("\r\n ");
                octets = 1;
            }

            text.Append(rune.ToString());
            octets += rune.Utf8SequenceLength;
        }

        return text.Append("\r\n");
    }

    /// <summary>A TEXT value: backslash, semicolon, comma and line ends are escaped, other control characters left out.</summary>
    public static string Escape(string value)
    {
        var escaped = new StringBuilder(value.Length + 8);
        foreach (var letter in value.ReplaceLineEndings("\n"))
        {
            _ = letter switch
            {
                '\\' or ';' or ',' => escaped.Append('\\').Append(letter),
                '\n' => escaped.Append("\\n"),
                '\t' => escaped.Append(' '),
                _ when char.IsControl(letter) => escaped,
                _ => escaped.Append(letter),
            };
        }

        return escaped.ToString();
    }

    /// <summary>A moment in UTC, such as 20370101T083000Z.</summary>
    public static string Moment(DateTimeOffset at) => at.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
}
