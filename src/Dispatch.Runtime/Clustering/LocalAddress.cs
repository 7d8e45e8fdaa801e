namespace Dispatch.Runtime.Clustering;

/// <summary>The address of this process's node, where clustering decides it before the node exists.</summary>
internal sealed record LocalAddress(SiloAddress Value);
