using System.Collections.Immutable;
using Dispatch.Contracts.Care;
using Dispatch.Contracts.Curves;

namespace Dispatch.Domain.Curves;

/// <summary>The curves of a book.</summary>
public static class CurveViews
{
    /// <summary>Weeks that a page shows: three years (ours). All that are kept are drawn from.</summary>
    public const int Weeks = 156;

    /// <summary>What a page of one measure shows.</summary>
    public static CurvesView View(string stationId, CurveBook book, CurveMeasure measure, CurveSettings settings) => new(
        stationId,
        measure,
        book.Open,
        settings.LeastPeople,
        settings.BaselineWeeks,
        settings.Lambda,
        settings.Limit,
        book.MadeUp,
        [.. Draw(book, measure, settings).Select(Newest)],
        [.. book.Events.OrderByDescending(each => each.Day).ThenByDescending(each => each.Number)]);

    /// <summary>The curve of the station, when there are several communities, and those of its communities.</summary>
    internal static IEnumerable<CurveView> Draw(CurveBook book, CurveMeasure measure, CurveSettings settings)
    {
        var series = book.Series.Where(each => each.Measure == measure).OrderBy(each => each.Area, StringComparer.Ordinal).ToList();
        if (series.Count > 1)
        {
            yield return WarningCurve.Street(measure, series.Select(each => each.Weeks), book.Events, settings);
        }

        foreach (var each in series)
        {
            yield return WarningCurve.Draw(each.Area, measure, each.Weeks, book.Events, settings);
        }
    }

    private static CurveView Newest(CurveView curve) => curve.Points.Length <= Weeks ? curve : curve with
    {
        Points = curve.Points[^Weeks..],
        Events = [.. curve.Events.Where(each => each.Day >= curve.Points[^Weeks].Week)],
    };
}
