using System.Collections.Immutable;
using System.Text.Json;

namespace Dispatch.Domain.Catalogue;

/// <summary>Reads the text of one data file to the end and only then complains, so that an editor sees every fault at once.</summary>
internal sealed class DataFile(string name)
{
    private readonly List<string> faults = [];

    public static T Read<T>(string name, string json, Func<DataNode, T> read)
    {
        var file = new DataFile(name);
        T value;
        try
        {
            using var document = JsonDocument.Parse(json);
            value = read(new DataNode(document.RootElement, "$", file));
        }
        catch (JsonException malformed)
        {
            throw new DataFaultsException(name, [$"line {malformed.LineNumber + 1}: not JSON"]);
        }

        file.ThrowIfFaulty(json);
        return value;
    }

    public void Fault(string path, string what) => faults.Add($"{path}: {what}");

    private void ThrowIfFaulty(string json)
    {
        if (faults.Count > 0)
        {
            throw new DataFaultsException(name, [.. faults], DataLines.Of(json, faults));
        }
    }
}
