using System.Collections.Immutable;
using System.Globalization;
using Dispatch.Contracts;
using Dispatch.Contracts.Care;
using Dispatch.Contracts.Stations;

namespace Dispatch.Domain.Curves;

/// <summary>Tells the head of each crossing once.</summary>
public static class CurveAlarms
{
    /// <summary>Crossings that a book remembers.</summary>
    public const int Most = 200;

    /// <summary>
    /// The book with the crossings of the weeks that closed since. The first count of a station finds years at once: of those only the last week's is told.
    /// </summary>
    public static CurveBook Find(CurveBook before, CurveBook after, CurveSettings settings, DateTimeOffset now)
    {
        if (after.Open is not { } open || before.Open == open)
        {
            return after;
        }

        var since = before.Open ?? open.AddDays(-7);
        var alarms = after.Alarms;
        foreach (var curve in Enum.GetValues<CurveMeasure>().SelectMany(measure => CurveViews.Draw(after, measure, settings)))
        {
            foreach (var point in curve.Points.Where(point => point.Alarm && point.Week >= since))
            {
                alarms = alarms.Add(new CurveAlarm((alarms.IsEmpty ? 0 : alarms[^1].Number) + 1, curve.Area, curve.Measure, point.Week, now, Told: false));
            }
        }

        return after with { Alarms = alarms.Length > Most ? alarms[^Most..] : alarms };
    }

    /// <summary>The head's notice of a crossing: which community, and no number.</summary>
    public static StationNotice Notice(string stationId, CurveAlarm alarm) => new(
        string.Create(CultureInfo.InvariantCulture, $"curve/{alarm.Number}"),
        stationId,
        "curve",
        Actor.System.Account,
        Actor.System.Role,
        alarm.At,
        alarm.Area,
        Role.StationHead,
        Kind: StationNotice.Curve + "." + Code(alarm.Measure));

    /// <summary>The book after a notice is durable.</summary>
    public static CurveBook Told(CurveBook book, int number) =>
        book with { Alarms = [.. book.Alarms.Select(alarm => alarm.Number == number ? alarm with { Told = true } : alarm)] };

    /// <summary>A measure as codes spell it.</summary>
    public static string Code(CurveMeasure measure) => measure.ToString().ToLowerInvariant();
}
