using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Dispatch.Architecture.Tests;

/// <summary>The repository as files.</summary>
internal static class House
{
    private static readonly string[] Generated = ["artifacts", "node_modules", "wwwroot", "bin", "obj", "dist", ".git"];

    public static readonly string Root = FindRoot();

    public static readonly IReadOnlyList<SourceFile> CSharp = [.. Find("*.cs").Select(SourceFile.Read)];

    public static IEnumerable<string> Find(string pattern, string under = "") =>
        Directory.EnumerateFiles(Path.Combine(Root, under), pattern, new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Where(path => !path.Split('/').Any(Generated.Contains))
            .Order(StringComparer.Ordinal);

    public static string Text(string path) => File.ReadAllText(Path.Combine(Root, path));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "CommunityCare.sln")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }
}

/// <summary>One C# file, parsed.</summary>
internal sealed record SourceFile(string Path, string Text, CompilationUnitSyntax Syntax)
{
    public int Lines => Text.AsSpan().Count('\n');

    public bool In(params string[] projects) => projects.Any(project => Path.StartsWith($"src/Dispatch.{project}/", StringComparison.Ordinal));

    public static SourceFile Read(string path)
    {
        var text = House.Text(path);
        return new SourceFile(path, text, CSharpSyntaxTree.ParseText(text).GetCompilationUnitRoot());
    }
}
