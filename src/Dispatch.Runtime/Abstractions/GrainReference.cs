namespace Orleans.Runtime;

/// <summary>The address of a grain or an observer that can be called.</summary>
public abstract class GrainReference : IAddressable, IEquatable<GrainReference>
{
    private protected GrainReference(GrainId id)
    {
        GrainId = id;
    }

    public GrainId GrainId { get; }

    public abstract string InterfaceName { get; }

    public bool Equals(GrainReference? other) => other is not null && GrainId.Equals(other.GrainId);

    public override bool Equals(object? obj) => Equals(obj as GrainReference);

    public override int GetHashCode() => GrainId.GetHashCode();

    public uint GetUniformHashCode() => GrainId.GetUniformHashCode();

    public override string ToString() => $"GrainReference:{GrainId}";

    /// <summary>The same grain through another of its interfaces.</summary>
    public abstract TGrainInterface Cast<TGrainInterface>()
        where TGrainInterface : IAddressable;
}
