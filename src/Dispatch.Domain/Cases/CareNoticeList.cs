using System.Collections.Immutable;
using Dispatch.Contracts.Care;

namespace Dispatch.Domain.Cases;

/// <summary>The newest number that was heard of a case.</summary>
public sealed record HeardOf(string CaseId, long Number);

/// <summary>What waits for one person. Cases send again until they know it kept; a number that was heard does not come back after it was seen.</summary>
public sealed record CareNoticeList(ImmutableArray<CareNotice> Waiting, ImmutableArray<HeardOf> Heard)
{
    /// <summary>Notices kept; beyond, the oldest goes. The desk shows what every case wants all the same.</summary>
    public const int Most = 200;

    /// <summary>Cases whose numbers are remembered.</summary>
    public const int HeardMost = 500;

    /// <summary>So long a notice waits.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    /// <summary>Nothing.</summary>
    public static readonly CareNoticeList Empty = new([], []);

    /// <summary>With one more. A newer one of the same thing takes the place of the older.</summary>
    public CareNoticeList Note(CareNotice notice)
    {
        if (Heard.FirstOrDefault(each => each.CaseId == notice.CaseId)?.Number >= notice.Number)
        {
            return this;
        }

        var others = Waiting.Where(each =>
            (each.CaseId != notice.CaseId || each.Kind != notice.Kind || each.FollowUp != notice.FollowUp) && notice.At - each.At < Kept);
        return new(
            [.. others.TakeLast(Most - 1), notice],
            [.. Heard.Where(each => each.CaseId != notice.CaseId).TakeLast(HeardMost - 1), new HeardOf(notice.CaseId, notice.Number)]);
    }

    /// <summary>Without the one that was seen: what is older, or of another kind, was not read with it. Itself when it is not there.</summary>
    public CareNoticeList Seen(string caseId, long number) =>
        Waiting.Any(each => each.CaseId == caseId && each.Number == number)
            ? this with { Waiting = Waiting.RemoveAll(each => each.CaseId == caseId && each.Number == number) }
            : this;
}
