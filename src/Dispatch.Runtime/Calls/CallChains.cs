using Dispatch.Runtime.Clustering;

namespace Dispatch.Runtime.Calls;

/// <summary>Who waits for whom: from a call back through the calls that made it.</summary>
internal static class CallChains
{
    /// <summary>Does this host already run a call that (perhaps through others) made this one?</summary>
    public static bool PassThrough(Call call, ICallHost host)
    {
        var last = call;
        for (var ancestor = call.Parent; ancestor is not null; ancestor = ancestor.Parent)
        {
            if (ancestor.IsRunning && ReferenceEquals(ancestor.Host, host))
            {
                return true;
            }

            last = ancestor;
        }

        return last.Route is { Incoming: true } route && host is Activations.Activation activation
            && route.Chain.Any(link => activation.IsRunning(link));
    }

    /// <summary>The chain to send along with a call that leaves its node.</summary>
    public static IReadOnlyList<ChainLink> Export(Call call, Node node)
    {
        List<ChainLink>? links = null;
        var last = call;
        for (var ancestor = call.Parent; ancestor is not null; ancestor = ancestor.Parent)
        {
            if (ancestor.Tag == 0)
            {
                ancestor.Tag = node.NextTag();
            }

            (links ??= []).Add(new(ancestor.Target, ancestor.Tag));
            last = ancestor;
        }

        if (last.Route is { Incoming: true, Chain.Count: > 0 } route)
        {
            (links ??= []).AddRange(route.Chain);
        }

        return links ?? (IReadOnlyList<ChainLink>)[];
    }

    /// <summary>The grains of the chain, for an error message.</summary>
    public static string Describe(Call call)
    {
        List<GrainId> grains = [call.Target];
        var last = call;
        for (var ancestor = call.Parent; ancestor is not null; ancestor = ancestor.Parent)
        {
            grains.Add(ancestor.Target);
            last = ancestor;
        }

        grains.AddRange(last.Route is { Incoming: true } route ? route.Chain.Select(link => link.Grain) : []);
        grains.Reverse();
        return string.Join(" -> ", grains);
    }
}
