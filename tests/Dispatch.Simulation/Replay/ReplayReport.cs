using System.Text;
using System.Text.Json;
using Dispatch.Contracts;

namespace Dispatch.Simulation.Replay;

/// <summary>The outcome of a replay: as a table for people, and as flat JSON whose bytes depend on the input alone.</summary>
internal sealed record ReplayReport(LaneFigures All, IReadOnlyList<(Lane Lane, LaneFigures Figures)> Lanes, string Digest, int Commits)
{
    /// <summary>One row per figure, one column per lane.</summary>
    public string Table()
    {
        var columns = Lanes.Select(lane => (Name: lane.Lane.ToString(), lane.Figures)).Append((Name: "All", Figures: All)).ToList();
        var text = new StringBuilder();
        text.Append("figure".PadRight(22));
        columns.ForEach(column => text.Append(column.Name.PadLeft(12)));
        text.AppendLine();
        foreach (var (name, index) in All.Named().Select((figure, index) => (figure.Name, index)))
        {
            text.Append(name.PadRight(22));
            columns.ForEach(column => text.Append(Cell(column, name, index).PadLeft(12)));
            text.AppendLine();
        }

        return text.ToString();
    }

    /// <summary>The figures of all lanes under their names, and those of each lane under its own.</summary>
    public string Json()
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            Write(json, "", All);
            foreach (var (lane, figures) in Lanes)
            {
                Write(json, lane.ToString().ToLowerInvariant() + ".", figures);
            }

            json.WriteNumber("commits", Commits);
            json.WriteString("history", Digest);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.ToArray()) + "\n";
    }

    private static string Cell((string Name, LaneFigures Figures) column, string figure, int index) =>
        figure == "violations" && column.Name != "All" ? "" : LaneFigures.Shown(column.Figures.Named().ElementAt(index).Value);

    private static void Write(Utf8JsonWriter json, string prefix, LaneFigures figures)
    {
        foreach (var (name, value) in figures.Named().Where(figure => prefix.Length == 0 || figure.Name != "violations"))
        {
            if (value is { } number)
            {
                json.WriteNumber(prefix + name, number);
            }
            else
            {
                json.WriteNull(prefix + name);
            }
        }
    }
}
