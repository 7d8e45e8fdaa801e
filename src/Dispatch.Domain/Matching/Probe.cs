using Dispatch.Contracts;
using Dispatch.Contracts.Matching;
using Dispatch.Contracts.Responders;

namespace Dispatch.Domain.Matching;

/// <summary>A query as bits: what a key and a week must have to be worth a closer look.</summary>
internal readonly ref struct Probe
{
    /// <summary>The most ids that are looked up beforehand: of the excluded, longer lists are left to the gates; of the known, to the score.</summary>
    public const int MaxNamed = 64;

    private Probe(MatchQuery query, DateTimeOffset now, ulong all, ulong any, bool isExact, WeekMask? hours, ScoreBound bound)
    {
        (Query, Now, All, Any) = (query, now, all, any);
        Hours = hours ?? default;
        IsExact = isExact && hours is not null;
        OnDuty = TaskSpan.IsSoon(query, now) ? Traits.OnDuty : Traits.OnCall;
        Bound = bound;
    }

    public MatchQuery Query { get; }

    public DateTimeOffset Now { get; }

    /// <summary>Bits that must all be set.</summary>
    public ulong All { get; }

    /// <summary>Bits of which one must be set: the stations.</summary>
    public ulong Any { get; }

    /// <summary>The bit that stands for the calendar: on duty by hand, for a task far ahead only of those who keep no calendar.</summary>
    public ulong OnDuty { get; }

    /// <summary>Hours of the week in which the calendar must be open.</summary>
    public WeekMask Hours { get; }

    /// <summary>Whether the bits decide about plain responders.</summary>
    public bool IsExact { get; }

    /// <summary>Slots of those whom the query names as excluded.</summary>
    public ReadOnlySpan<int> Skipped { get; private init; }

    /// <summary>Slots of those whom the resident knows.</summary>
    public ReadOnlySpan<int> Known { get; private init; }

    /// <summary>Whether the resident may know anybody, since too many are named to be looked up.</summary>
    public bool KnowsMany { get; private init; }

    public ScoreBound Bound { get; }

    /// <summary>False when nobody in the index can pass.</summary>
    public static bool TryMake(MatchQuery query, DateTimeOffset now, Features features, CardTable table, Span<int> skipped, Span<int> known, out Probe probe)
    {
        probe = default;
        if (query.Kinds.IsDefaultOrEmpty || query.Stations.IsDefaultOrEmpty || !features.TryNeed(query, out var all, out var any, out var isExact))
        {
            return false;
        }

        all |= KindsOf(query) | (query.TrainedOnly ? Traits.Trained : 0) | (query.Remote ? Traits.RemoteToo : 0);
        all |= TaskSpan.IsSoon(query, now) && !query.Patient ? Traits.Free : 0;
        var start = TaskSpan.Start(query, now);
        var hours = WeekMask.Of(start, TaskSpan.End(query, now), features.Zone);
        var excluded = query.Excluded.AsSpan().Length + query.Refused.AsSpan().Length + query.Conflicts.AsSpan().Length;
        if (excluded > MaxNamed)
        {
            isExact = false;
            excluded = 0;
        }
        else
        {
            excluded = LookUp(query, table, skipped);
        }

        var (own, isOwnSure) = features.BitOf(Score.OwnStation(query));
        var knowsMany = query.Continuity.AsSpan().Length > MaxNamed;
        probe = new Probe(query, now, all, any, isExact, hours, new ScoreBound(query, now, own, isOwnSure))
        {
            Skipped = skipped[..excluded],
            Known = known[..(knowsMany ? 0 : LookUp(query.Continuity.AsSpan(), table, known, 0))],
            KnowsMany = knowsMany,
        };
        return true;
    }

    private static ulong KindsOf(MatchQuery query)
    {
        var volunteers = query.Kinds.Contains(ResponderKind.Volunteer);
        var counsellors = query.Kinds.Contains(ResponderKind.Counsellor);
        var isTooGrave = query.Level != RiskLevel.General && !(query.Level == RiskLevel.Serious && query.Companion);
        var isForCounsellors = query.CaseData || query.CrisisOnly || isTooGrave;
        return (volunteers ? 0 : Traits.Counsellor)
            | (counsellors ? 0 : Traits.Volunteer)
            | (isForCounsellors ? Traits.Counsellor : 0)
            | (query.CrisisOnly ? Traits.Crisis : 0);
    }

    private static int LookUp(MatchQuery query, CardTable table, Span<int> slots)
    {
        var count = LookUp(query.Excluded.AsSpan(), table, slots, 0);
        count = LookUp(query.Refused.AsSpan(), table, slots, count);
        return LookUp(query.Conflicts.AsSpan(), table, slots, count);
    }

    private static int LookUp(ReadOnlySpan<string> ids, CardTable table, Span<int> slots, int count)
    {
        foreach (var id in ids)
        {
            var slot = table.Find(id);
            if (slot >= 0)
            {
                slots[count++] = slot;
            }
        }

        return count;
    }
}
