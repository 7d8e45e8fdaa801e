using System.ComponentModel;
using Dispatch.Runtime.Activations;
using Dispatch.Runtime.Calls;
using Dispatch.Runtime.Clustering;

namespace Dispatch.Runtime.References;

/// <summary>The base of generated proxies.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class GrainProxy : GrainReference
{
    private protected GrainProxy(Node node, GrainId id)
        : base(id)
    {
        Node = node;
    }

    /// <summary>The node that made the reference. A call leaves from the node whose turn makes it, else from this one.</summary>
    internal Node Node { get; }

    /// <summary>The activation that took the last call, if it lives on the caller's node.</summary>
    internal Activation? LastActivation { get; set; }

    public override TGrainInterface Cast<TGrainInterface>() => this is TGrainInterface same ? same : Node.References.GetGrain<TGrainInterface>(GrainId);

    protected Task<T> Send<T>(ResultCall<T> call)
    {
        call.Reference = this;
        var sender = Clustering.Node.Sender(this);
        if (sender.OutgoingFilters.Length > 0)
        {
            return (Task<T>)new OutgoingCall(call, () => Pass(sender, call), sender.OutgoingFilters).Run();
        }

        return Pass(sender, call);
    }

    protected Task Send(ActionCall call)
    {
        call.Reference = this;
        var sender = Clustering.Node.Sender(this);
        return sender.OutgoingFilters.Length > 0
            ? new OutgoingCall(call, () => Pass(sender, call), sender.OutgoingFilters).Run()
            : Pass(sender, call);
    }

    private Task<T> Pass<T>(Node sender, ResultCall<T> call)
    {
        sender.Send(this, call);
        return call.Answer;
    }

    private Task Pass(Node sender, ActionCall call)
    {
        sender.Send(this, call);
        return call.IsOneWay ? Task.CompletedTask : call.Answer;
    }
}
