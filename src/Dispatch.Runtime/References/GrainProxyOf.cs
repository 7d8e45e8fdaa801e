using System.ComponentModel;
using Dispatch.Runtime.Clustering;

namespace Dispatch.Runtime.References;

/// <summary>The base of the generated proxy of one interface.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class GrainProxy<TInterface> : GrainProxy
{
    protected GrainProxy(Node node, GrainId id)
        : base(node, id)
    {
    }

    public override string InterfaceName => typeof(TInterface).FullName!;
}
