using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Dispatch.Architecture.Tests;

/// <summary>docs/security.md claims what tests show: each that it names exists.</summary>
public partial class SecurityDocumentTests
{
    [Fact]
    public void Tests_NamedInTheDocument_Exist()
    {
        var known = House.CSharp.Where(file => file.Path.StartsWith("tests/", StringComparison.Ordinal))
            .SelectMany(file => file.Syntax.DescendantNodes())
            .Select(node => node switch
            {
                MethodDeclarationSyntax method => method.Identifier.Text,
                ClassDeclarationSyntax type => type.Identifier.Text,
                _ => "",
            })
            .ToHashSet(StringComparer.Ordinal);

        var named = TestName().Matches(House.Text("docs/security.md")).Select(match => match.Groups[1].Value).ToList();

        Assert.True(named.Count > 30);
        Assert.Empty(named.Where(name => !known.Contains(name)).Distinct());
    }

    [GeneratedRegex(@"`(\w+Tests|[A-Z]\w*_\w+_\w+)`")]
    private static partial Regex TestName();
}
