using Dispatch.Domain.Catalogue;

namespace Dispatch.Domain.Duty;

/// <summary>The thresholds of data/care/duty.json. A centre may edit them inside the bounds that the reader holds.</summary>
/// <param name="GapDays">So many days ahead the plan is looked through.</param>
/// <param name="TellGap">A gap that begins within this is told to the head, once a day while it stands.</param>
/// <param name="Rest">Between two shifts of a person lies at least this.</param>
/// <param name="Soon">So long before a shift its people are told.</param>
/// <param name="Grace">So long after the start the second stands in for a first who has not begun.</param>
/// <param name="Climb">So long after the start the head is told that nobody has begun; and again after as long.</param>
/// <param name="HandOverWait">After this a hand-over that nobody answers is told to both and the head.</param>
public sealed record DutySettings(int GapDays, TimeSpan TellGap, TimeSpan Rest, TimeSpan Soon, TimeSpan Grace, TimeSpan Climb, TimeSpan HandOverWait)
{
    /// <summary>Reads the text of the file.</summary>
    /// <exception cref="DataFaultsException">Names every fault with its line.</exception>
    public static DutySettings Parse(string json) => DataFile.Read("care/duty.json", json, Read);

    private static DutySettings Read(DataNode root)
    {
        var (gaps, shift) = (root.Child("gaps"), root.Child("shift"));
        var (grace, climb) = (shift.Whole("graceMinutes", 1, 30), shift.Whole("climbMinutes", 2, 60));
        if (climb <= grace)
        {
            shift.Fault("climbMinutes", $"{climb} min is not after the second stands in at {grace} min");
        }

        return new DutySettings(
            gaps.Whole("days", 1, 60),
            TimeSpan.FromHours(gaps.Whole("tellHours", 1, 336)),
            TimeSpan.FromHours(gaps.Whole("restHours", 1, 24)),
            TimeSpan.FromMinutes(shift.Whole("soonMinutes", 5, 720)),
            TimeSpan.FromMinutes(grace),
            TimeSpan.FromMinutes(climb),
            TimeSpan.FromMinutes(root.Child("handOver").Whole("waitMinutes", 1, 240)));
    }
}
