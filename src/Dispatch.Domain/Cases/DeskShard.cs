using System.Collections.Immutable;
using Dispatch.Contracts;
using Dispatch.Contracts.Care;
using Dispatch.Domain.Levels;
using Dispatch.Domain.Stations;

namespace Dispatch.Domain.Cases;

/// <summary>One of the rows of a station's desk: every case that is listed in it, and its newest row once it sent one.</summary>
public sealed record DeskShard(ImmutableSortedDictionary<string, CareRow?> Rows)
{
    /// <summary>
    /// Shards of a station. Each change of a case writes its shard, so that they are small; a page reads all, so that they are not more. With another
    /// number cases are listed in the wrong shard: <see cref="Strays"/> move by themselves when it grows.
    /// </summary>
    public const int Count = 256;

    /// <summary>How long a closed case without follow-ups stays listed.</summary>
    public static readonly TimeSpan KeepClosed = TimeSpan.FromDays(90);

    /// <summary>Nothing.</summary>
    public static readonly DeskShard Empty = new(ImmutableSortedDictionary.Create<string, CareRow?>(StringComparer.Ordinal));

    /// <summary>Key of the shard that lists a case.</summary>
    public static string KeyOf(string stationId, string caseId) => ShardWalk.Key(stationId, ShardWalk.Of(caseId, Count));

    /// <summary>Keys of all shards of a station.</summary>
    public static IEnumerable<string> Keys(string stationId) => Enumerable.Range(0, Count).Select(shard => ShardWalk.Key(stationId, shard));

    /// <summary>Rows out of all shards. One that is just moving stands in two: the newer counts.</summary>
    public static ImmutableArray<CareRow> Gather(IEnumerable<ImmutableArray<CareRow>> shards)
    {
        var found = new Dictionary<string, CareRow>(StringComparer.Ordinal);
        foreach (var row in shards.SelectMany(rows => rows))
        {
            if (!found.TryGetValue(row.CaseId, out var known) || known.Version < row.Version)
            {
                found[row.CaseId] = row;
            }
        }

        return [.. found.Values];
    }

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

    /// <summary>Cases that another shard lists by now: those of a store from before the shards became more.</summary>
    public ImmutableArray<KeyValuePair<string, CareRow?>> Strays(string stationId, string key) => [.. Rows.Where(each => KeyOf(stationId, each.Key) != key)];

    /// <summary>Without these, save one whose row became newer meanwhile.</summary>
    public DeskShard Without(ImmutableArray<KeyValuePair<string, CareRow?>> moved)
    {
        var left = moved.Where(each => Rows.TryGetValue(each.Key, out var row) && row == each.Value).Select(each => each.Key).ToList();
        return left.Count == 0 ? this : new(Rows.RemoveRange(left));
    }

    /// <summary>Cases in the order in which they are asked for their rows: those that sent none, those that wait for a counsellor, the rest; the most urgent first.</summary>
    /// <param name="everybody">False: only the first two.</param>
    public ImmutableArray<string> ToAsk(bool everybody) =>
    [
        .. Rows.Where(each => everybody || each.Value is null or { Unanswered: true, Aside: false })
            .OrderBy(each => each.Value switch { null => 0, { Unanswered: true, Aside: false } => 1, _ => 2 })
            .ThenBy(each => each.Value?.State == CaseState.Closed)
            .ThenBy(each => Urgency(each.Key, each.Value), TriageOrder.ByUrgency)
            .Select(each => each.Key),
    ];

    // A case that sent nothing may be anything.
    private static TriageEntry Urgency(string caseId, CareRow? row) => row is null
        ? new TriageEntry(caseId, RiskLevel.HighRisk, true, DateTimeOffset.MinValue)
        : new TriageEntry(caseId, row.Level, row.Unanswered, row.WaitingSince);
}
