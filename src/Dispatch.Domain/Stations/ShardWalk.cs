namespace Dispatch.Domain.Stations;

/// <summary>Which shards of a station's set to try, and in which order. When all of them are full the set grows to twice as many.</summary>
/// <remarks>
/// First a hashed choice among the newer half, which the last doubling added empty, then one among all, where those who left have made
/// room; the last shard stands at the end, so that growth is used before it is repeated. Hashing lets many enter at the same time, each
/// waiting for its own shard's write only. A walk over all shards would cost a call for each that is full; this one fills nine in ten
/// places before it asks for more, and tries in vain once in fifty times.
/// </remarks>
public static class ShardWalk
{
    private const uint Basis = 2_166_136_261;
    private const uint Prime = 16_777_619;
    private const uint SecondSeed = 0x9E37_79B9;

    /// <summary>Names a shard of a station's set: <c>{stationId}/{shard}</c>.</summary>
    public static string Key(string stationId, int shard) => $"{stationId}/{shard}";

    /// <summary>Reads the station out of a shard's key.</summary>
    public static string StationOf(string key) => key[..key.LastIndexOf('/')];

    /// <summary>A hashed shard of the newer half, one of all, then the last; none twice.</summary>
    public static IReadOnlyList<int> Order(string id, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var older = count / 2;
        return Distinct(older + Pick(id, Basis ^ SecondSeed, count - older), Pick(id, Basis, count), count - 1);
    }

    /// <summary>The one shard of an id where the number of shards is fixed, all of them alike.</summary>
    public static int Of(string id, int count) => Pick(id, Basis, count);

    private static int Pick(string id, uint seed, int count)
    {
        // FNV-1a (Fowler, Noll, Vo): the framework's own string hash differs from process to process.
        var hash = seed;
        foreach (var letter in id)
        {
            hash = (hash ^ letter) * Prime;
        }

        // The low bits of FNV-1a mix poorly for short keys; folding the high half in is its authors' advice.
        return (int)((hash ^ (hash >> 16)) % (uint)count);
    }

    private static List<int> Distinct(params ReadOnlySpan<int> shards)
    {
        var distinct = new List<int>(shards.Length);
        foreach (var shard in shards)
        {
            if (!distinct.Contains(shard))
            {
                distinct.Add(shard);
            }
        }

        return distinct;
    }
}
