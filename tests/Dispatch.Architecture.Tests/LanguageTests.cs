using System.Text.Json;
using System.Text.RegularExpressions;

namespace Dispatch.Architecture.Tests;

public partial class LanguageTests
{
    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public void RefusalCodes_InEachLanguage_AreTranslated(string language)
    {
        using var texts = JsonDocument.Parse(House.Text($"src/Dispatch.Client/src/locales/{language}/refusals.json"));
        var known = Paths(texts.RootElement, "").ToHashSet(StringComparer.Ordinal);

        var codes = EnumMember().Matches(House.Text("src/Dispatch.Contracts/RefusalCode.cs")).Select(m => Wire(m.Groups[1].Value)).ToList();

        Assert.NotEmpty(codes);
        Assert.Empty(codes.Where(code => !known.Any(path => path == code || path.EndsWith("." + code, StringComparison.Ordinal))));
    }

    [Fact]
    public void HubPushes_InTheClient_BearTheServersNames()
    {
        var server = HubMethod().Matches(House.Text("src/Dispatch.Contracts/Boards/ILiveClient.cs")).Select(m => m.Groups[1].Value);
        var client = string.Concat(House.Find("*.ts", "src/Dispatch.Client/src/shared/live").Select(House.Text));

        Assert.Empty(server.Where(name => !client.Contains(name, StringComparison.Ordinal)));
    }

    private static string Wire(string name)
    {
        var separators = 0;
        return Capital().Replace(name, m => m.Index == 0 ? m.Value.ToLowerInvariant() : (separators++ == 0 ? "." : "-") + m.Value.ToLowerInvariant());
    }

    private static IEnumerable<string> Paths(JsonElement element, string path)
    {
        if (element.ValueKind == JsonValueKind.Object)
        {
            return element.EnumerateObject().SelectMany(p => Paths(p.Value, path.Length == 0 ? p.Name : $"{path}.{p.Name}"));
        }

        return [path];
    }

    [GeneratedRegex(@"^    ([A-Z]\w+)(?: = \d+)?,\r?$", RegexOptions.Multiline)]
    private static partial Regex EnumMember();

    [GeneratedRegex(@"Task (\w+)\(")]
    private static partial Regex HubMethod();

    [GeneratedRegex("[A-Z]")]
    private static partial Regex Capital();
}
