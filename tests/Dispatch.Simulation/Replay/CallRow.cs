using System.Globalization;
using Dispatch.Contracts;

namespace Dispatch.Simulation.Replay;

/// <summary>One real call: local time, place on WGS-84, who was sent and why, and the township.</summary>
internal sealed record CallRow(DateTime At, double Lat, double Lon, string Group, string Type, string Place)
{
    private const string Columns = "at,lat,lon,group,type,place";

    public GeoPoint Point => new(Lat, Lon);

    /// <summary>Reads the file, oldest call first; calls of one minute keep their order in the file.</summary>
    public static IReadOnlyList<CallRow> Read(string path)
    {
        var lines = File.ReadAllLines(path);
        return lines.Length > 0 && lines[0] == Columns
            ? [.. lines.Skip(1).Select((line, index) => Read(line.Split(','), index + 2)).OrderBy(call => call.At)]
            : throw new InvalidDataException($"'{path}' does not begin with the columns {Columns}.");
    }

    private static CallRow Read(string[] cells, int line) => cells.Length == 6
        ? new CallRow(
            DateTime.Parse(cells[0], CultureInfo.InvariantCulture),
            double.Parse(cells[1], CultureInfo.InvariantCulture),
            double.Parse(cells[2], CultureInfo.InvariantCulture),
            cells[3],
            cells[4],
            cells[5])
        : throw new InvalidDataException($"Line {line} has {cells.Length} cells instead of 6.");
}
