using System.Collections.Immutable;
using Dispatch.Contracts.Care;
using Dispatch.Domain.Stations;

namespace Dispatch.Domain.Cases;

/// <summary>One sixteenth of a station's desk: every case that is listed, and its newest row once it sent one.</summary>
public sealed record DeskShard(ImmutableSortedDictionary<string, CareRow?> Rows)
{
    /// <summary>Shards of a station.</summary>
    public const int Count = 16;

    /// <summary>How long a closed case without follow-ups stays listed.</summary>
    public static readonly TimeSpan KeepClosed = TimeSpan.FromDays(90);

    /// <summary>Nothing.</summary>
    public static readonly DeskShard Empty = new(ImmutableSortedDictionary.Create<string, CareRow?>(StringComparer.Ordinal));

    /// <summary>Key of the shard that lists a case.</summary>
    public static string KeyOf(string stationId, string caseId) => ShardWalk.Key(stationId, ShardWalk.Order(caseId, Count)[0]);

    /// <summary>Keys of all shards of a station.</summary>
    public static IEnumerable<string> Keys(string stationId) => Enumerable.Range(0, Count).Select(shard => ShardWalk.Key(stationId, shard));

    /// <summary>Lists a case.</summary>
    public DeskShard Enter(string caseId) => Rows.ContainsKey(caseId) ? this : new(Rows.Add(caseId, null));

    /// <summary>Keeps a row unless a newer one is there.</summary>
    public DeskShard Put(CareRow row) =>
        Rows.TryGetValue(row.CaseId, out var known) && known is not null && known.Version >= row.Version ? this : new(Rows.SetItem(row.CaseId, row));

    /// <summary>Drops what has been over for long.</summary>
    public DeskShard Tidy(DateTimeOffset now)
    {
        var over = Rows.Where(each => each.Value is { } row && row.Clocks.IsEmpty && (row.Aside || row.State == CaseState.Closed) && row.AskedAt < now - KeepClosed)
            .Select(each => each.Key).ToList();
        return over.Count == 0 ? this : new(Rows.RemoveRange(over));
    }
}
