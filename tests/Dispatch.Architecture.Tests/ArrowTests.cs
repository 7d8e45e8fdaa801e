using System.Text.RegularExpressions;

namespace Dispatch.Architecture.Tests;

public partial class ArrowTests
{
    /// <summary>What each room may see of the others; the actor model comes to those that say UsesActors.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Contracts"] = [],
        ["Domain"] = ["Contracts"],
        ["Grains"] = ["Domain"],
        ["Runtime"] = ["Runtime.Generator"],
        ["Runtime.Generator"] = [],
        ["Records"] = ["Contracts"],
        ["Sealing"] = ["Contracts"],
        ["Operations"] = ["Domain"],
        ["Silo"] = ["Grains", "Operations", "Records", "Sealing"],
        ["Web"] = ["Contracts", "Grains", "Operations", "Records", "Sealing"],
    };

    [Fact]
    public void References_BetweenRooms_PointInward()
    {
        foreach (var project in House.Find("*.csproj", "src"))
        {
            var name = Path.GetFileNameWithoutExtension(project)["Dispatch.".Length..];
            var seen = ProjectReference().Matches(House.Text(project)).Select(m => m.Groups[1].Value);
            Assert.True(Allowed.ContainsKey(name), $"{project} is a new room: state what it may see.");
            Assert.Empty(seen.Except(Allowed[name]));
        }
    }

    [Fact]
    public void Domain_OfAnySlice_KnowsNoActor() =>
        Assert.Empty(House.CSharp.Where(f => f.In("Domain") && f.Text.Contains("using Orleans", StringComparison.Ordinal)).Select(f => f.Path));

    [Fact]
    public void Runtime_OfOurOwn_IsSeenByCompositionOnly() =>
        Assert.Empty(House.CSharp
            .Where(f => f.In("Contracts", "Domain", "Grains", "Records", "Sealing", "Operations", "Web", "Silo") && !f.Path.Contains("/Hosting/", StringComparison.Ordinal))
            .Where(f => f.Text.Contains("Dispatch.Runtime", StringComparison.Ordinal))
            .Select(f => f.Path));

    [Fact]
    public void Runtime_OfOurOwn_KnowsNothingOfDispatch() =>
        Assert.Empty(House.CSharp.Where(f => f.In("Runtime") && Slices().IsMatch(f.Text)).Select(f => f.Path));

    [Fact]
    public void GrainsInWeb_AreSeenByCompositionOnly() =>
        Assert.Empty(House.CSharp
            .Where(f => f.In("Web") && !f.Path.Contains("/Hosting/", StringComparison.Ordinal) && f.Text.Contains("using Dispatch.Grains", StringComparison.Ordinal))
            .Select(f => f.Path));

    [Fact]
    public void ConditionalCompilation_InSharedRooms_DoesNotExist() =>
        Assert.Empty(House.CSharp
            .Where(f => f.In("Contracts", "Domain", "Grains", "Records", "Sealing", "Operations", "Web") && ConditionalLine().IsMatch(f.Text))
            .Select(f => f.Path));

    [GeneratedRegex("""ProjectReference Include="\.\./Dispatch\.([\w.]+)/""")]
    private static partial Regex ProjectReference();

    [GeneratedRegex(@"using Dispatch\.(Contracts|Domain|Grains|Operations|Web|Silo)")]
    private static partial Regex Slices();

    [GeneratedRegex(@"^\s*#if\b", RegexOptions.Multiline)]
    private static partial Regex ConditionalLine();
}
