using System.Text.RegularExpressions;

namespace Dispatch.Architecture.Tests;

/// <summary>Secrets come from the environment of whoever runs the product; no file of the repository holds one.</summary>
public partial class SecretTests
{
    private static readonly string[] Settings =
    [
        "appsettings*.json", "launchSettings.json", "*.yml", "*.yaml", "*.env", ".env*", "Caddyfile", "Dockerfile", "*.config", "*.props", "*.targets",
    ];

    private static readonly string[] Texts = ["*.cs", "*.ts", "*.vue", "*.json", "*.sh", "*.md", "*.yml", "*.csproj", "Dockerfile", "Caddyfile"];

    [Fact]
    public void SettingsFiles_OfTheRepository_HoldNoSecret()
    {
        var files = Settings.SelectMany(pattern => House.Find(pattern)).Distinct().ToList();

        Assert.Contains("src/Dispatch.Web/appsettings.json", files);
        Assert.Contains("docker-compose.yml", files);
        Assert.Empty(
            from file in files
            from line in House.Text(file).Split('\n')
            where Assigned().Match(line) is { Success: true } found && !IsTakenFromOutside(found.Groups["value"].Value)
            select $"{file}: {line.Trim()}");
    }

    [Fact]
    public void Files_OfTheRepository_HoldNoKeyOfAnyKnownKind() =>
        Assert.Empty(
            from file in Texts.SelectMany(pattern => House.Find(pattern)).Distinct()
            where !file.EndsWith("SecretTests.cs", StringComparison.Ordinal)
            where Key().IsMatch(House.Text(file))
            select file);

    [Theory]
    [InlineData("  \"Secret\": \"c2VjcmV0c2VjcmV0c2VjcmV0\",", true)]
    [InlineData("  POSTGRES_PASSWORD: hunter2hunter2", true)]
    [InlineData("  POSTGRES_PASSWORD: ${POSTGRES_PASSWORD:?a password}", false)]
    [InlineData("  \"Secret\": null,", false)]
    public void Line_WithASecret_IsTold(string line, bool told) =>
        Assert.Equal(told, Assigned().Match(line) is { Success: true } found && !IsTakenFromOutside(found.Groups["value"].Value));

    private static bool IsTakenFromOutside(string value) =>
        value.Trim('"', '\'', ' ', ',') is var bare
        && (bare.Length == 0 || bare is "null" or "true" or "false" || bare.StartsWith('$') || bare.StartsWith('<') || bare.StartsWith('{'));

    [GeneratedRegex("""(?i)["']?[\w:]*(password|secret|apikey|api_key|token|privatekey)["']?\s*[:=]\s*(?<value>[^#\n]+)""")]
    private static partial Regex Assigned();

    [GeneratedRegex(@"-----BEGIN [A-Z ]*PRIVATE KEY-----|\bAKIA[0-9A-Z]{16}\b|\bghp_[A-Za-z0-9]{36}\b|\bxox[baprs]-[A-Za-z0-9-]{20,}")]
    private static partial Regex Key();
}
