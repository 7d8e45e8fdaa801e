using System.Collections.Immutable;
using System.Globalization;
using Dispatch.Records.Insight;

namespace Dispatch.Web.Insight;

/// <summary>Days of the stations' own calendars, both included, and perhaps one hour of the only day.</summary>
internal sealed record InsightSpan(DateOnly From, DateOnly To, int? Hour)
{
    private static readonly DateOnly Earliest = new(2000, 1, 1);
    private static readonly DateOnly Latest = new(2199, 12, 31);

    public int Days => To.DayNumber - From.DayNumber + 1;

    public static Reply<InsightSpan> Read(IQueryCollection query, InsightScope scope, DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, TimeZoneInfo.FindSystemTimeZoneById(scope.Stations[0].TimeZone)).DateTime);
        var (to, from) = (Day(query["to"], today), Day(query["from"], null));
        if (to is not { } last || (query["from"].Count > 0 && from is null))
        {
            return new Refusal(RefusalCode.InsightRangeInvalid, "A day is written yyyy-MM-dd, from the year 2000 to 2199.", to is null ? "to" : "from");
        }

        var first = from ?? last.AddDays(1 - InsightLimits.UsualDays);
        if (first > last || last.DayNumber - first.DayNumber >= InsightLimits.Days)
        {
            return new Refusal(RefusalCode.InsightRangeInvalid, $"A range ends on or after the day it begins, and has at most {InsightLimits.Days} days.", "from");
        }

        if (query["hour"].Count == 0)
        {
            return new InsightSpan(first, last, null);
        }

        return int.TryParse(query["hour"].ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var hour) && hour < 24 && first == last
            ? new InsightSpan(first, last, hour)
            : new Refusal(RefusalCode.InsightRangeInvalid, "An hour is 0 to 23, of a single day.", "hour");
    }

    public ImmutableArray<LedgerWindow> Windows(InsightScope scope) =>
    [
        .. scope.Stations.SelectMany(station => LocalTime.Windows(station.Id, TimeZoneInfo.FindSystemTimeZoneById(station.TimeZone), From, To, Hour)),
    ];

    private static DateOnly? Day(Microsoft.Extensions.Primitives.StringValues given, DateOnly? unstated) =>
        given.Count == 0 ? unstated
        : DateOnly.TryParseExact(given.ToString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day >= Earliest && day <= Latest ? day
        : null;
}
