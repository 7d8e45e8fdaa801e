using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Dispatch.Domain.Catalogue;

/// <summary>One object of a data file with its path. A missing or wrong field is noted as a fault and read as empty.</summary>
internal readonly struct DataNode(JsonElement element, string path, DataFile file)
{
    public void Fault(string field, string what) => file.Fault(field.Length == 0 ? path : $"{path}.{field}", what);

    public bool Has(string field) => Field(field) is not null;

    public string Text(string field)
    {
        if (TextOrNull(field) is { Length: > 0 } text)
        {
            return text;
        }

        Fault(field, "a text is missing");
        return "";
    }

    public string? TextOrNull(string field)
    {
        if (Field(field) is not { } value)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.String)
        {
            return value.GetString();
        }

        Fault(field, "must be a text");
        return null;
    }

    public int Whole(string field, int least, int most)
    {
        if (Field(field) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out var number) && number >= least && number <= most)
        {
            return number;
        }

        Fault(field, $"must be a whole number from {least} to {most}");
        return least;
    }

    public double Number(string field, double least, double most)
    {
        if (Field(field) is { ValueKind: JsonValueKind.Number } value && value.GetDouble() is var number && number >= least && number <= most)
        {
            return number;
        }

        Fault(field, string.Create(CultureInfo.InvariantCulture, $"must be a number from {least} to {most}"));
        return least;
    }

    public bool Flag(string field)
    {
        switch (Field(field)?.ValueKind)
        {
            case JsonValueKind.True:
                return true;
            case null or JsonValueKind.False:
                return false;
            default:
                Fault(field, "must be true or false");
                return false;
        }
    }

    public T Word<T>(string field)
        where T : struct, Enum
    {
        var text = Text(field);
        return text.Length == 0 ? default : ParseWord<T>(field, text);
    }

    public ImmutableArray<T> Words<T>(string field)
        where T : struct, Enum
    {
        var words = ImmutableArray.CreateBuilder<T>();
        foreach (var text in Texts(field))
        {
            words.Add(ParseWord<T>(field, text));
        }

        return words.ToImmutable();
    }

    public ImmutableArray<string> Texts(string field)
    {
        var texts = ImmutableArray.CreateBuilder<string>();
        foreach (var item in Items(field))
        {
            if (item.ValueKind == JsonValueKind.String && item.GetString() is { Length: > 0 } text)
            {
                texts.Add(text);
            }
            else
            {
                Fault($"{field}[{texts.Count}]", "a text is missing");
            }
        }

        return texts.ToImmutable();
    }

    public ImmutableArray<double> Numbers(string field, double least, double most)
    {
        var numbers = ImmutableArray.CreateBuilder<double>();
        foreach (var item in Items(field))
        {
            if (item.ValueKind == JsonValueKind.Number && item.GetDouble() is var number && number >= least && number <= most)
            {
                numbers.Add(number);
            }
            else
            {
                Fault(field, string.Create(CultureInfo.InvariantCulture, $"must hold numbers from {least} to {most}"));
            }
        }

        return numbers.ToImmutable();
    }

    public DataNode Child(string field)
    {
        if (Field(field) is { ValueKind: JsonValueKind.Object } child)
        {
            return new DataNode(child, $"{path}.{field}", file);
        }

        Fault(field, "is missing");
        return new DataNode(default, $"{path}.{field}", file);
    }

    public IEnumerable<DataNode> Rows(string field)
    {
        var index = 0;
        foreach (var item in Items(field))
        {
            yield return new DataNode(item, $"{path}.{field}[{index++}]", file);
        }
    }

    private List<JsonElement> Items(string field)
    {
        if (Field(field) is { ValueKind: JsonValueKind.Array } list)
        {
            return [.. list.EnumerateArray()];
        }

        Fault(field, "a list is missing");
        return [];
    }

    // A row that is no object at all has no fields; each of them is then reported as missing.
    private JsonElement? Field(string field) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(field, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private T ParseWord<T>(string field, string text)
        where T : struct, Enum
    {
        if (Array.IndexOf(Enum.GetNames<T>(), text) >= 0)
        {
            return Enum.Parse<T>(text);
        }

        Fault(field, $"'{text}' is none of {string.Join(", ", Enum.GetNames<T>())}");
        return default;
    }
}
