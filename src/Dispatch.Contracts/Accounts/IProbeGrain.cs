namespace Dispatch.Contracts.Accounts;

/// <summary>Finds out whether the store takes writes. One row, whose value changes with every write.</summary>
[Alias("dispatch.probe")]
public interface IProbeGrain : IGrainWithStringKey
{
    /// <summary>Writes, unless a write went well less than a second ago. Throws when the store does not take it.</summary>
    [Alias("write")]
    Task WriteAsync();
}
