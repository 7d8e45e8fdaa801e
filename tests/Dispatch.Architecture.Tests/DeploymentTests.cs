using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Dispatch.Architecture.Tests;

/// <summary>What compose file, image and proxy name is what the programs know: a setting that was renamed would silently be without effect there.</summary>
public partial class DeploymentTests
{
    private static readonly string[] Files = ["docker-compose.yml", "Dockerfile"];

    [Fact]
    public void Settings_OfTheComposeFileAndTheImages_AreThoseOfTheCode()
    {
        var named = Files.SelectMany(file => Setting().Matches(House.Text(file)).Select(match => (File: file, Name: match.Groups[1].Value))).Distinct().ToList();
        var known = Known();

        Assert.Contains(named, each => each.Name == "Dispatch__TrustedProxies");
        Assert.Contains("Dispatch:Cluster:Secret", known);
        Assert.Empty(named.Where(each => !known.Contains(each.Name.Replace("__", ":", StringComparison.Ordinal))));
    }

    [Fact]
    public void Variables_ThatWhoeverStartsTheComposeFileGives_AreExplained()
    {
        var variables = Variable().Matches(House.Text("docker-compose.yml") + House.Text("deploy/Caddyfile")).Select(match => match.Groups[1].Value).Distinct();
        var explained = House.Text("docs/stock-orleans.md");

        Assert.Empty(variables.Where(name => name != "DISPATCH_WEBS" && !explained.Contains(name, StringComparison.Ordinal)));
    }

    /// <summary>The web processes believe a proxy who calls and that it was by HTTPS, so nobody else may reach them.</summary>
    [Fact]
    public void Ports_OfTheComposeFile_AreThoseOfTheProxyAlone()
    {
        var services = Service().Split(House.Text("docker-compose.yml").Split("services:")[1]);
        var open = services.Where(part => part.Contains("ports:", StringComparison.Ordinal)).ToList();

        Assert.Contains("caddy", Assert.Single(open), StringComparison.Ordinal);
        Assert.DoesNotContain("http://", House.Text("deploy/Caddyfile"), StringComparison.Ordinal);
    }

    [Fact]
    public void Images_OfTheProduct_RunWithoutRootAndAskWhetherTheyAreReady()
    {
        var dockerfile = House.Text("Dockerfile");

        Assert.Contains("USER $APP_UID", dockerfile, StringComparison.Ordinal);
        Assert.Contains("/health/ready", dockerfile, StringComparison.Ordinal);
    }

    /// <summary>Every settable property of a settings class, by its section, and classes within classes.</summary>
    private static HashSet<string> Known()
    {
        var classes = House.CSharp.Where(file => file.Path.StartsWith("src/", StringComparison.Ordinal))
            .SelectMany(file => file.Syntax.DescendantNodes().OfType<ClassDeclarationSyntax>())
            .ToLookup(type => type.Identifier.Text, StringComparer.Ordinal);
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var type in classes.SelectMany(group => group))
        {
            var section = type.Members.OfType<FieldDeclarationSyntax>().SelectMany(field => field.Declaration.Variables)
                .FirstOrDefault(field => field.Identifier.Text == "Section")?.Initializer?.Value.ToString().Trim('"');
            if (section?.StartsWith("Dispatch", StringComparison.Ordinal) == true)
            {
                Add(known, classes, section, type);
            }
        }

        return known;
    }

    private static void Add(HashSet<string> known, ILookup<string, ClassDeclarationSyntax> classes, string section, ClassDeclarationSyntax type)
    {
        foreach (var property in type.Members.OfType<PropertyDeclarationSyntax>().Where(it => it.AccessorList?.Accessors.Count == 2))
        {
            var name = $"{section}:{property.Identifier.Text}";
            known.Add(name);
            foreach (var inner in classes[property.Type.ToString().TrimEnd('?')].Where(inner => inner != type))
            {
                Add(known, classes, name, inner);
            }
        }
    }

    [GeneratedRegex(@"\b(Dispatch__\w+)(?=[:=])")]
    private static partial Regex Setting();

    [GeneratedRegex(@"\$\{?(DISPATCH_\w+|POSTGRES_\w+|ACTOR_RUNTIME)")]
    private static partial Regex Variable();

    [GeneratedRegex(@"\n(?=  [\w-]+:)")]
    private static partial Regex Service();
}
