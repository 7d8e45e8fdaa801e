using System.Globalization;
using System.Text.Json;

namespace Dispatch.Benchmarks;

/// <summary>What a benchmark found, printed as it comes and written as one flat object.</summary>
internal sealed class Figures(TextWriter output)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };
    private readonly SortedDictionary<string, double?> _values = new(StringComparer.Ordinal);

    /// <summary>A figure that counts.</summary>
    public void Add(string key, double value)
    {
        // JSON knows no infinity: what could not be divided is null.
        _values[key] = double.IsFinite(value) ? value : null;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{key,-48} {value:G6}"));
    }

    /// <summary>The median of several rounds, with what the others were beside it.</summary>
    public double Median(string key, IReadOnlyList<double> rounds)
    {
        var sorted = rounds.Order().ToArray();
        var median = Middle(sorted);
        _values[key] = double.IsFinite(median) ? median : null;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{key,-48} {median:G6}  ({sorted[0]:G6} to {sorted[^1]:G6}, {sorted.Length} rounds)"));
        return median;
    }

    public async Task SaveAsync(FileInfo? file)
    {
        if (file is not null)
        {
            await File.WriteAllTextAsync(file.FullName, JsonSerializer.Serialize(_values, Indented) + "\n");
        }
    }

    /// <summary>The middle of values in rising order; of two, the mean.</summary>
    public static double Middle(IReadOnlyList<double> sorted) =>
        sorted.Count == 0 ? double.NaN : (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
}
