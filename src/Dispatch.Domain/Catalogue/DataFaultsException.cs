using System.Collections.Immutable;

namespace Dispatch.Domain.Catalogue;

/// <summary>A data file cannot be used. Names the file and every fault in it, each with its path.</summary>
public sealed class DataFaultsException(string file, ImmutableArray<string> faults)
    : Exception($"{file} cannot be used; {faults.Length} fault(s):{string.Concat(faults.Select(fault => $"{Environment.NewLine}  {fault}"))}")
{
    /// <summary>The file by its name under <c>data/</c>.</summary>
    public string File => file;

    /// <summary>Every fault, as <c>path: what is wrong</c>.</summary>
    public ImmutableArray<string> Faults => faults;
}
