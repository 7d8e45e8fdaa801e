using System.Globalization;
using System.Text.RegularExpressions;
using Shouldly;

namespace Dispatch.Operations.Tests;

/// <summary>A metric as a collector reads it.</summary>
internal sealed record Family(string Type, string Help, List<(string Name, Dictionary<string, string> Labels, double Value)> Samples);

/// <summary>Reads the text format of Prometheus, strictly: what a collector would reject throws here.</summary>
internal static partial class PrometheusReader
{
    public static Dictionary<string, Family> Read(string text)
    {
        text.ShouldEndWith("\n");
        var families = new Dictionary<string, Family>(StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var help = "";
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.StartsWith("# HELP ", StringComparison.Ordinal))
            {
                help = line.Split(' ', 4)[3];
            }
            else if (line.StartsWith("# TYPE ", StringComparison.Ordinal))
            {
                var parts = line.Split(' ');
                families.Add(parts[2], new(parts[3], help, []));
                help = "";
            }
            else
            {
                Sample(line, families, seen);
            }
        }

        return families;
    }

    private static void Sample(string line, Dictionary<string, Family> families, HashSet<string> seen)
    {
        var match = SampleLine().Match(line);
        match.Success.ShouldBeTrue(line);
        seen.Add(match.Groups[1].Value + match.Groups[2].Value).ShouldBeTrue($"twice: {line}");
        var name = match.Groups[1].Value;
        var family = families.GetValueOrDefault(name) ?? families.GetValueOrDefault(Suffix().Replace(name, "")) ?? throw new InvalidOperationException(line);
        var labels = Label().Matches(match.Groups[2].Value).ToDictionary(it => it.Groups[1].Value, it => Unescaped(it.Groups[2].Value));
        var number = match.Groups[3].Value;
        family.Samples.Add((name, labels, number == "+Inf" ? double.PositiveInfinity : double.Parse(number, CultureInfo.InvariantCulture)));
    }

    private static string Unescaped(string value) => Escape().Replace(value, it => it.Value[1] == 'n' ? "\n" : it.Value[1..]);

    [GeneratedRegex("""^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{((?:[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\n]|\\["\\n])*",?)*)\})? (\S+)$""")]
    private static partial Regex SampleLine();

    [GeneratedRegex("""([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\]|\\.)*)"[,]?""")]
    private static partial Regex Label();

    [GeneratedRegex("_(bucket|sum|count)$")]
    private static partial Regex Suffix();

    [GeneratedRegex(@"\\.")]
    private static partial Regex Escape();
}
