namespace Orleans.Runtime
{
    /// <summary>Anything that can be addressed by a reference.</summary>
    public interface IAddressable;
}

namespace Orleans
{
    using Orleans.Runtime;

    /// <summary>A grain's interface.</summary>
    public interface IGrain : IAddressable;

    /// <summary>A grain addressed by a string.</summary>
    public interface IGrainWithStringKey : IGrain;

    /// <summary>A grain addressed by a GUID.</summary>
    public interface IGrainWithGuidKey : IGrain;

    /// <summary>A grain addressed by a 64-bit number.</summary>
    public interface IGrainWithIntegerKey : IGrain;

    /// <summary>An object outside the cluster that grains may tell things.</summary>
    public interface IGrainObserver : IAddressable;
}
