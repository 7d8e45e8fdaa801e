using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace Dispatch.Domain.Catalogue;

/// <summary>Finds the line of a path such as <c>$.levels[1].after</c> in the text of a data file; what is missing is found at what should hold it.</summary>
internal static class DataLines
{
    public static ImmutableArray<int> Of(string json, IReadOnlyList<string> faults)
    {
        var starts = Read(Encoding.UTF8.GetBytes(json));
        return [.. faults.Select(fault => Line(starts, fault))];
    }

    private static int Line(Dictionary<string, int> starts, string fault)
    {
        var path = fault.Split(": ", 2)[0];
        while (path.Length > 1)
        {
            if (starts.TryGetValue(path, out var line))
            {
                return line;
            }

            path = path[..Math.Max(1, path.LastIndexOfAny(['.', '[']))];
        }

        return starts.GetValueOrDefault(path, 1);
    }

    private static Dictionary<string, int> Read(byte[] text)
    {
        var starts = new Dictionary<string, int>(StringComparer.Ordinal);
        var above = new Stack<(string Path, int Index)>();
        var reader = new Utf8JsonReader(text);
        var (path, line, counted) = ("$", 1, 0);
        while (reader.Read())
        {
            var at = (int)reader.TokenStartIndex;
            line += text.AsSpan(counted, at - counted).Count((byte)'\n');
            counted = at;
            if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
            {
                path = After(above, above.Pop().Path);
                continue;
            }

            if (reader.TokenType == JsonTokenType.PropertyName)
            {
                path = $"{above.Peek().Path}.{reader.GetString()}";
                starts.TryAdd(path, line);
                continue;
            }

            starts.TryAdd(path, line);
            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            {
                above.Push((path, reader.TokenType == JsonTokenType.StartArray ? 0 : -1));
                path = reader.TokenType == JsonTokenType.StartArray ? $"{path}[0]" : path;
            }
            else
            {
                path = After(above, path);
            }
        }

        return starts;
    }

    // Behind a value of a list comes its next one; behind a value of an object comes a name, which says the path itself.
    private static string After(Stack<(string Path, int Index)> above, string path)
    {
        if (above.Count == 0 || above.Peek().Index < 0)
        {
            return path;
        }

        var (list, index) = above.Pop();
        above.Push((list, index + 1));
        return $"{list}[{index + 1}]";
    }
}
