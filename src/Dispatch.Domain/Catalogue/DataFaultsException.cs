using System.Collections.Immutable;

namespace Dispatch.Domain.Catalogue;

/// <summary>A data file cannot be used. Names the file and every fault in it, each with its line and path.</summary>
public sealed class DataFaultsException(string file, ImmutableArray<string> faults, ImmutableArray<int> lines = default)
    : Exception($"{file} cannot be used; {faults.Length} fault(s):{string.Concat(faults.Select((fault, n) => $"{Environment.NewLine}  {At(lines, n)}{fault}"))}")
{
    /// <summary>The file by its name under <c>data/</c>.</summary>
    public string File => file;

    /// <summary>Every fault, as <c>path: what is wrong</c>.</summary>
    public ImmutableArray<string> Faults => faults;

    /// <summary>The line of each fault, counted from 1; empty where no line is known.</summary>
    public ImmutableArray<int> Lines { get; } = lines.IsDefault ? [] : lines;

    private static string At(ImmutableArray<int> lines, int number) => lines.IsDefaultOrEmpty ? "" : $"line {lines[number]}: ";
}
