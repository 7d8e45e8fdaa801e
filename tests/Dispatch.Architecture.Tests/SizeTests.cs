using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Dispatch.Architecture.Tests;

public class SizeTests
{
    [Fact]
    public void File_OfAnyKind_HasAtMost400Lines() =>
        Assert.Empty(House.CSharp.Where(f => f.Lines > 400).Select(f => $"{f.Path}: {f.Lines}")
            .Concat(House.Find("*.vue").Concat(House.Find("*.ts")).Where(path => House.Text(path).AsSpan().Count('\n') > 400)));

    [Fact]
    public void Files_OfTheProduct_AreSmallAsARule()
    {
        var lines = House.CSharp.Where(f => f.Path.StartsWith("src/", StringComparison.Ordinal)).Select(f => f.Lines).Order().ToList();

        Assert.True(lines[lines.Count * 9 / 10] < 165, $"Nine in ten files are under 165 lines; the 90th percentile is {lines[lines.Count * 9 / 10]}.");
        Assert.True(lines[lines.Count / 2] <= 60, $"The median file has about 40 lines, not {lines[lines.Count / 2]}.");
    }

    [Fact]
    public void Function_OfAnyFile_HasAtMost70Lines() =>
        Assert.Empty(
            from file in House.CSharp
            from method in file.Syntax.DescendantNodes().OfType<BaseMethodDeclarationSyntax>()
            let span = method.GetLocation().GetLineSpan()
            let lines = span.EndLinePosition.Line - span.StartLinePosition.Line + 1
            where lines > 70
            select $"{file.Path}:{span.StartLinePosition.Line + 1}: {lines} lines");

    [Fact]
    public void Line_OfCSharp_HasAtMost180Columns() =>
        Assert.Empty(
            from file in House.CSharp
            from line in file.Text.Split('\n').Select((text, index) => (text, index))
            where line.text.Length > 180
            select $"{file.Path}:{line.index + 1}: {line.text.Length} columns");
}
