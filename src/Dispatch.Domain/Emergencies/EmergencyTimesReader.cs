using Dispatch.Domain.Catalogue;

namespace Dispatch.Domain.Emergencies;

/// <summary>Turns emergency.json into times. No edit may let a page rest for more than minutes, send people without a check-in, or skip the rest after it.</summary>
internal static class EmergencyTimesReader
{
    public static EmergencyTimes Read(DataNode root)
    {
        var (paging, checkIn, after) = (root.Child("paging"), root.Child("checkIn"), root.Child("after"));
        var repeat = paging.Whole("repeatSeconds", 10, 120);
        var climb = paging.Whole("climbSeconds", 15, 300);
        var wide = paging.Whole("wideSeconds", 30, 600);
        if (climb < repeat)
        {
            paging.Fault("climbSeconds", $"{climb} s is before the first repetition at {repeat} s");
        }

        if (wide < climb)
        {
            paging.Fault("wideSeconds", $"{wide} s is before the head is called at {climb} s");
        }

        var (onTheWay, arrived) = (after.Whole("pointsOnTheWay", 0, 10), after.Whole("pointsArrived", 1, 20));
        if (arrived < onTheWay)
        {
            after.Fault("pointsArrived", "is less than for the way alone");
        }

        var (rest, heavyRest) = (after.Whole("coolDownMinutes", 60, 1_440), after.Whole("heavyCoolDownMinutes", 120, 10_080));
        if (heavyRest < rest)
        {
            after.Fault("heavyCoolDownMinutes", $"{heavyRest} min is shorter than the ordinary rest of {rest} min");
        }

        return new EmergencyTimes(
            Seconds(repeat),
            Seconds(climb),
            Seconds(wide),
            Seconds(paging.Whole("teamSeconds", 60, 1_800)),
            Seconds(paging.Whole("unitSeconds", 30, 900)),
            TimeSpan.FromMinutes(checkIn.Whole("onTheWayMinutes", 5, 60)),
            TimeSpan.FromMinutes(checkIn.Whole("arrivedMinutes", 5, 60)),
            Seconds(checkIn.Whole("againSeconds", 30, 600)),
            TimeSpan.FromMinutes(after.Whole("debriefMinutes", 15, 60)),
            TimeSpan.FromMinutes(rest),
            onTheWay,
            arrived,
            after.Whole("heavyPoints", 3, 100),
            TimeSpan.FromDays(after.Whole("heavyDays", 1, 31)),
            TimeSpan.FromMinutes(heavyRest),
            TimeSpan.FromHours(root.Child("unitPage").Whole("hours", 1, 24)));
    }

    private static TimeSpan Seconds(int count) => TimeSpan.FromSeconds(count);
}
