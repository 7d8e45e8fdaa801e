using Dispatch.Contracts;
using Dispatch.Contracts.Matching;
using Dispatch.Contracts.Responders;

namespace Dispatch.Domain.Matching;

/// <summary>A query as bits: what a key and a week must have to be worth a closer look.</summary>
internal readonly ref struct Probe
{
    /// <summary>The most excluded ids that are looked up beforehand; longer lists are left to the gates.</summary>
    public const int MaxSkipped = 64;

    private Probe(MatchQuery query, DateTimeOffset now, ulong all, ulong any, bool isExact, WeekMask? hours, ReadOnlySpan<int> skipped)
    {
        (Query, Now, All, Any) = (query, now, all, any);
        Hours = hours ?? default;
        Skipped = skipped;
        IsExact = isExact && hours is not null;
        OnDuty = TaskSpan.IsSoon(query, now) ? Traits.OnDuty : Traits.OnCall;
        Bound = new ScoreBound(query, now);
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
    public ReadOnlySpan<int> Skipped { get; }

    public ScoreBound Bound { get; }

    /// <summary>False when nobody in the index can pass.</summary>
    public static bool TryMake(MatchQuery query, DateTimeOffset now, Features features, CardTable table, Span<int> skipped, out Probe probe)
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
        if (excluded > MaxSkipped)
        {
            isExact = false;
            excluded = 0;
        }
        else
        {
            excluded = LookUp(query, table, skipped);
        }

        probe = new Probe(query, now, all, any, isExact, hours, skipped[..excluded]);
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
