using System.Text.RegularExpressions;

namespace Dispatch.Architecture.Tests;

/// <summary>What docs/security.md says of the pages and of the programs by the absence of something.</summary>
public partial class ClientTests
{
    [Fact]
    public void Client_OfThePages_TurnsNoTextIntoMarkupOrCode() => Assert.Empty(Lines(Markup()));

    [Fact]
    public void Client_OfThePages_LeadsNowhereElseAndTalksToNoOtherWindow() => Assert.Empty(Lines(Elsewhere()));

    [Fact]
    public void Product_WhereverItRuns_StartsNoProcess() => Assert.Empty(
        House.CSharp.Where(file => file.Path.StartsWith("src/", StringComparison.Ordinal) && Start().IsMatch(file.Text)).Select(file => file.Path));

    [Theory]
    [InlineData("<p v-html=\"text\" />", true)]
    [InlineData("box.innerHTML = text", true)]
    [InlineData("return box.innerHTML", false)]
    public void Line_ThatTurnsTextIntoMarkup_IsTold(string line, bool told) => Assert.Equal(told, Markup().IsMatch(line));

    private static List<string> Lines(Regex wrong) =>
    [
        .. new[] { "*.vue", "*.ts", "index.html" }.SelectMany(pattern => House.Find(pattern, "src/Dispatch.Client"))
            .SelectMany(file => House.Text(file).Split('\n').Where(line => wrong.IsMatch(line)).Select(line => $"{file}: {line.Trim()}")),
    ];

    [GeneratedRegex(@"v-html|(inner|outer)HTML\s*=[^=]|insertAdjacentHTML|document\.write|\beval\(|new Function\(|<script(?! setup| type=""module"")[^>]*>[^<]")]
    private static partial Regex Markup();

    [GeneratedRegex(@"target=""_blank""|window\.open\(|postMessage\(|href=""https?:|src=""https?:")]
    private static partial Regex Elsewhere();

    [GeneratedRegex(@"\bProcess\.Start\b|\bProcessStartInfo\b")]
    private static partial Regex Start();
}
