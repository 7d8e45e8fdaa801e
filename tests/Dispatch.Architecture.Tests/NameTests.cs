using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Dispatch.Architecture.Tests;

public partial class NameTests
{
    private static readonly string[] BannedFolders = ["Services", "Helpers", "Managers", "Models", "Utils", "Utilities", "Common", "Repositories", "Mappers"];

    [Fact]
    public void Folder_OfAnyRoom_IsNamedForItsSlice() =>
        Assert.Empty(House.CSharp.Where(f => f.Path.Split('/').SkipLast(1).Any(BannedFolders.Contains)).Select(f => f.Path));

    [Fact]
    public void Leftovers_InCode_DoNotExist() =>
        Assert.Empty(House.CSharp.Where(f => !f.Path.EndsWith("NameTests.cs", StringComparison.Ordinal) && Leftover().IsMatch(f.Text)).Select(f => f.Path));

    [Fact]
    public void Waiting_ByTheClockInTests_DoesNotExist() =>
        Assert.Empty(House.CSharp
            .Where(f => f.Path.StartsWith("tests/", StringComparison.Ordinal) && f.Path.Contains(".Tests/", StringComparison.Ordinal))
            .Where(f => !f.Path.EndsWith("NameTests.cs", StringComparison.Ordinal) && Sleep().IsMatch(f.Text))
            .Select(f => f.Path));

    [Fact]
    public void Tests_OfEveryProject_AreNamedRuleSituationOutcome() =>
        Assert.Empty(
            from file in House.CSharp
            where file.Path.StartsWith("tests/", StringComparison.Ordinal)
            from method in file.Syntax.DescendantNodes().OfType<MethodDeclarationSyntax>()
            where method.AttributeLists.SelectMany(list => list.Attributes).Any(a => a.Name.ToString() is "Fact" or "Theory" or "Property")
            where method.Identifier.Text.Count(letter => letter == '_') < 2 && !Outcome().IsMatch(method.Identifier.Text)
            select $"{file.Path}: {method.Identifier.Text}");

    [Fact]
    public void Grains_OfEverySlice_AreInternal() =>
        Assert.Empty(
            from file in House.CSharp
            where file.In("Grains")
            from type in file.Syntax.DescendantNodes().OfType<ClassDeclarationSyntax>()
            where type.Identifier.Text.EndsWith("Grain", StringComparison.Ordinal) && !type.Modifiers.Any(SyntaxKind.InternalKeyword)
            select type.Identifier.Text);

    [Fact]
    public void Contracts_ThatTravel_AreImmutableAndAliased() =>
        Assert.Empty(
            from file in House.CSharp
            where file.In("Contracts")
            from record in file.Syntax.DescendantNodes().OfType<RecordDeclarationSyntax>()
            let attributes = string.Join(' ', record.AttributeLists)
            where !attributes.Contains("GenerateSerializer", StringComparison.Ordinal)
                || !attributes.Contains("Immutable", StringComparison.Ordinal)
                || !attributes.Contains("Alias(", StringComparison.Ordinal)
            select record.Identifier.Text);

    /// <summary>Stock Orleans finds a generic type by its alias only when the alias says how many types it takes.</summary>
    [Fact]
    public void Aliases_OfGenericTypes_EndWithTheirArity() =>
        Assert.Empty(
            from file in House.CSharp
            where file.In("Contracts", "Domain", "Grains")
            from type in file.Syntax.DescendantNodes().OfType<TypeDeclarationSyntax>()
            where type.TypeParameterList is not null
            let attributes = string.Join(' ', type.AttributeLists)
            where attributes.Contains("Alias(", StringComparison.Ordinal)
                && !attributes.Contains($"`{type.TypeParameterList!.Parameters.Count}\"", StringComparison.Ordinal)
            select type.Identifier.Text);

    [GeneratedRegex(@"\b(TODO|FIXME|HACK)\b|NotImplementedException|#region|Skip\s*=\s*""")]
    private static partial Regex Leftover();

    [GeneratedRegex(@"Thread\.Sleep|Task\.Delay")]
    private static partial Regex Sleep();

    [GeneratedRegex(@"^[A-Z]\w*_\w+$")]
    private static partial Regex Outcome();
}
