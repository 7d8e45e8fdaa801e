using System.Collections.Immutable;
using Dispatch.Contracts.Care;

namespace Dispatch.Domain.Curves;

/// <summary>
/// Draws curves, from shown weeks alone. A smoothed value of the true counts would give each of them away, since
/// <c>x(i) = (z(i) - (1 - λ) z(i-1)) / λ</c>; so a hidden cell enters as the same middle value whatever it holds, and nothing that is drawn, limits and
/// alarms included, depends on it.
/// </summary>
public static class WarningCurve
{
    /// <summary>The curve of one community.</summary>
    public static CurveView Draw(string area, CurveMeasure measure, IEnumerable<CurveWeek> weeks, IEnumerable<CurveEvent> events, CurveSettings settings) =>
        Draw(area, measure, [.. weeks.Select(week => ShownWeek.Of(week, settings))], events, settings);

    /// <summary>
    /// The curve of a street. Its weeks are the sums over those cells that are shown, of people and of inhabitants alike: a total of all cells less the shown
    /// ones would be the hidden ones.
    /// </summary>
    public static CurveView Street(
        CurveMeasure measure, IEnumerable<IEnumerable<CurveWeek>> communities, IEnumerable<CurveEvent> events, CurveSettings settings)
    {
        var weeks = communities
            .SelectMany(weeks => weeks)
            .Select(week => ShownWeek.Of(week, settings))
            .GroupBy(week => week.Week)
            .OrderBy(week => week.Key)
            .Select(Sum);
        return Draw("", measure, [.. weeks], events, settings);
    }

    private static ShownWeek Sum(IGrouping<DateOnly, ShownWeek> cells)
    {
        var shown = cells.Where(cell => cell.People is not null).ToList();
        return new ShownWeek(cells.Key, shown.Sum(cell => cell.Population), shown.Count == 0 ? null : shown.Sum(cell => cell.People));
    }

    private static CurveView Draw(
        string area, CurveMeasure measure, ImmutableArray<ShownWeek> weeks, IEnumerable<CurveEvent> events, CurveSettings settings)
    {
        var hidden = (settings.LeastPeople - 1) / 2.0;
        var baseline = Baseline.Learn(weeks, hidden, settings.BaselineWeeks);
        var points = ImmutableArray.CreateBuilder<CurvePoint>(weeks.Length);
        var ewma = Ewma.Start(baseline?.Mean ?? 0);
        var above = false;
        for (var index = 0; index < weeks.Length; index++)
        {
            var week = weeks[index];
            if (baseline is not { } usual || index < settings.BaselineWeeks || week.Population == 0)
            {
                points.Add(new CurvePoint(week.Week, week.Population, week.People, Rate(week), null, null, null, Above: false, Alarm: false));
                continue;
            }

            ewma = ewma.Next((week.People ?? hidden) / week.Population, usual.Variance(week.Population), settings.Lambda);
            var reach = ewma.Reach(settings.Limit);
            var over = ewma.Value > usual.Mean + reach;
            points.Add(new CurvePoint(
                week.Week,
                week.Population,
                week.People,
                Rate(week),
                PerThousand(ewma.Value),
                PerThousand(usual.Mean + reach),
                PerThousand(Math.Max(0, usual.Mean - reach)),
                over,
                Alarm: over && !above));
            above = over;
        }

        return new CurveView(area, measure, points.ToImmutable(), Within(weeks, events));
    }

    private static ImmutableArray<CurveEvent> Within(ImmutableArray<ShownWeek> weeks, IEnumerable<CurveEvent> events) =>
        weeks.IsEmpty ? [] : [.. events.Where(each => each.Day >= weeks[0].Week && each.Day < weeks[^1].Week.AddDays(7)).OrderBy(each => each.Day)];

    private static double? Rate(ShownWeek week) => week.People is { } people ? PerThousand((double)people / week.Population) : null;

    private static double PerThousand(double rate) => rate * 1_000;
}
