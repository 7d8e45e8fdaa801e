namespace Dispatch.Domain.Stations;

/// <summary>Which shards of a station's set to try, and in which order. When all of them are full the set grows by one shard.</summary>
/// <remarks>
/// Two hashed choices keep the shards about equally full; the newest shard stands last so that growth is used before it is repeated.
/// The walk is at most three long: a walk over all shards would cost a call for each full one.
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

    /// <summary>Two hashed shards, then the newest: for sets that many enter at the same time.</summary>
    public static IReadOnlyList<int> Order(string id, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return Distinct(Pick(id, Basis, count), Pick(id, Basis ^ SecondSeed, count), count - 1);
    }

    /// <summary>The newest shard first: for sets that fill once and change rarely, where a full shard tried in vain costs a write.</summary>
    public static IReadOnlyList<int> Fill(string id, int count)
    {
        var order = Order(id, count);
        return Distinct(count - 1, order[0], order[^1] == count - 1 && order.Count > 1 ? order[1] : order[^1]);
    }

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
