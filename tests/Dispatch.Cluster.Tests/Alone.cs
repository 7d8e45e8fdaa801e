namespace Dispatch.Cluster.Tests;

/// <summary>Tests that ask whether something is known in time, or that fill the machine by themselves: none of them runs beside another.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public static class Alone
{
    public const string Name = "alone";
}
