using System.Globalization;
using System.Text;

namespace Dispatch.Web.Insight;

/// <summary>Lines of a table as RFC 4180 writes them, safe to open in a spreadsheet.</summary>
internal static class Csv
{
    /// <summary>UTF-8 that says so at its beginning: spreadsheets then read Chinese as it is.</summary>
    public static readonly UTF8Encoding Encoding = new(encoderShouldEmitUTF8Identifier: true);

    /// <summary>A spreadsheet takes cells that begin so for formulas (OWASP, CSV injection).</summary>
    private static readonly System.Buffers.SearchValues<char> Dangerous = System.Buffers.SearchValues.Create("=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20");

    /// <summary>
    /// One line with its end. Texts are quoted, whatever a spreadsheet takes for a separator; numbers are written as they are, moments to the second, nothing
    /// as nothing.
    /// </summary>
    public static string Line(params ReadOnlySpan<object?> cells)
    {
        var line = new StringBuilder();
        for (var place = 0; place < cells.Length; place++)
        {
            line.Append(place == 0 ? "" : ",").Append(Cell(cells[place]));
        }

        return line.Append("\r\n").ToString();
    }

    private static string Cell(object? value) => value switch
    {
        null => "",
        long or int => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        DateTimeOffset at => at.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        _ => Text(Convert.ToString(value, CultureInfo.InvariantCulture)!),
    };

    private static string Text(string text)
    {
        var safe = text.Length > 0 && Dangerous.Contains(text[0]) ? "'" + text : text;
        return $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
