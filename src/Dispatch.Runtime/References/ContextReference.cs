using Dispatch.Runtime.Clustering;

namespace Dispatch.Runtime.References;

/// <summary>A grain's address without an interface, as a grain context gives it.</summary>
internal sealed class ContextReference(Node node, GrainId id) : GrainProxy<IAddressable>(node, id);
