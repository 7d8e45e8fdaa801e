using System.Collections.Immutable;
using System.Globalization;
using Dispatch.Contracts;
using Dispatch.Domain.Catalogue;

namespace Dispatch.Domain.FollowUps;

/// <summary>Turns follow-ups.json into plans. No edit may try less than three times, or follow a graver level later or for a shorter time.</summary>
internal static class FollowUpReader
{
    private const int MostClocks = 12;
    private const int MostHours = 366 * 24;

    public static FollowUpPlans Read(DataNode root)
    {
        var plans = ImmutableArray.CreateBuilder<LevelPlan>();
        foreach (var row in root.Rows("levels"))
        {
            var plan = new LevelPlan(row.Word<RiskLevel>("level"), ReadAfter(row), ReadLadder(row.Child("ladder")));
            if (plans.Any(other => other.Level == plan.Level))
            {
                row.Fault("level", $"'{plan.Level}' stands twice");
            }

            HoldOrder(row, plan, plans);
            plans.Add(plan);
        }

        foreach (var level in Enum.GetValues<RiskLevel>().Where(level => plans.All(plan => plan.Level != level)))
        {
            root.Fault("levels", $"has no row for '{level}'");
        }

        return new FollowUpPlans(plans.ToImmutable());
    }

    private static ImmutableArray<TimeSpan> ReadAfter(DataNode row)
    {
        var after = ImmutableArray.CreateBuilder<TimeSpan>();
        foreach (var (text, index) in row.Texts("after").Select((text, index) => (text, index)))
        {
            var hours = Hours(text);
            if (hours is < 1 or > MostHours)
            {
                row.Fault($"after[{index}]", $"'{text}' is no time from 1h to 366d such as 24h or 7d");
            }
            else if (after.Count > 0 && after[^1] >= TimeSpan.FromHours(hours))
            {
                row.Fault($"after[{index}]", $"'{text}' is not later than the one before it");
            }

            after.Add(TimeSpan.FromHours(hours));
        }

        if (after.Count is 0 or > MostClocks)
        {
            row.Fault("after", $"must hold 1 to {MostClocks} times, not {after.Count}");
        }

        return after.ToImmutable();
    }

    // A day is 24 h: an interval that ran through a change to or from daylight saving time, or over a leap day, is as long as any other.
    private static int Hours(string text) =>
        int.TryParse(text.AsSpan(0, Math.Max(0, text.Length - 1)), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count <= MostHours
            ? text[^1] switch
            {
                'h' => count,
                'd' => count * 24,
                _ => 0,
            }
            : 0;

    private static Ladder ReadLadder(DataNode row) => new(
        row.Whole("tries", 3, 10),
        TimeSpan.FromHours(row.Whole("hoursBetween", 1, 168)),
        TimeSpan.FromHours(row.Whole("homeCheckHours", 1, 168)),
        TimeSpan.FromHours(row.Whole("supervisorHours", 1, 168)));

    private static void HoldOrder(DataNode row, LevelPlan plan, IEnumerable<LevelPlan> before)
    {
        foreach (var other in before.Where(other => !other.After.IsEmpty && !plan.After.IsEmpty && other.Level != plan.Level))
        {
            var (graver, lighter) = plan.Level > other.Level ? (plan, other) : (other, plan);
            if (graver.After[0] > lighter.After[0])
            {
                row.Fault("after", $"{graver.Level} would be contacted later than {lighter.Level}");
            }

            if (graver.After[^1] < lighter.After[^1])
            {
                row.Fault("after", $"{graver.Level} would be followed for a shorter time than {lighter.Level}");
            }
        }
    }
}
