using System.Text.Json;

namespace Dispatch.Browser.Tests;

/// <summary>The product's own words in one language, so that one story is told in each.</summary>
internal sealed class Tongue(string language)
{
    private readonly Dictionary<string, JsonElement> _files = [];

    public string Language => language;

    /// <summary>What the product calls it, such as <c>care.level.confirm</c>; places for values are cut off with what follows them.</summary>
    public string this[string key]
    {
        get
        {
            var parts = key.Split('.');
            var word = parts.Skip(1).Aggregate(File(parts[0]), (at, part) => at.GetProperty(part)).GetString()!;
            return word.Split('{')[0].Trim();
        }
    }

    private JsonElement File(string name)
    {
        if (!_files.TryGetValue(name, out var file))
        {
            var path = Path.Combine(Pictures.Root(), "src", "Dispatch.Client", "src", "locales", language, $"{name}.json");
            using var text = JsonDocument.Parse(System.IO.File.ReadAllText(path));
            _files[name] = file = text.RootElement.Clone();
        }

        return file;
    }
}
