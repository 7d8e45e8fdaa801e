using System.Collections.Immutable;
using Dispatch.Runtime.Placement;

namespace Dispatch.Runtime.Clustering;

/// <summary>The silos of the cluster at one version. Every node with the same version places every grain alike.</summary>
internal sealed class ClusterView(long version, ImmutableArray<SiloAddress> silos, ImmutableArray<SiloAddress> leaving)
{
    private readonly uint[] _hashes = [.. silos.Select(silo => unchecked((uint)silo.GetConsistentHashCode()))];

    public static ClusterView Empty { get; } = new(0, [], []);

    public long Version { get; } = version;

    /// <summary>Those that take grains, in the order of their addresses.</summary>
    public ImmutableArray<SiloAddress> Silos { get; } = silos;

    /// <summary>Those that stop in order: they take no grains any more, but still answer.</summary>
    public ImmutableArray<SiloAddress> Leaving { get; } = leaving;

    public bool Has(SiloAddress silo) => Silos.Contains(silo);

    public bool IsAlive(SiloAddress silo) => Silos.Contains(silo) || Leaving.Contains(silo);

    /// <summary>Rendezvous hashing: the silo whose hash with the grain is highest. A silo that leaves moves only its own grains.</summary>
    public SiloAddress? OwnerOf(GrainId grain)
    {
        if (_hashes.Length == 1)
        {
            return Silos[0];
        }

        var key = grain.GetUniformHashCode();
        var best = -1;
        uint highest = 0;
        for (var index = 0; index < _hashes.Length; index++)
        {
            var weight = StableHash.Mix(key, _hashes[index]);
            if (best < 0 || weight > highest)
            {
                (best, highest) = (index, weight);
            }
        }

        return best < 0 ? null : Silos[best];
    }
}
