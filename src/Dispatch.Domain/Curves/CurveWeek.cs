namespace Dispatch.Domain.Curves;

/// <summary>A week of one community as it was counted. Not to be shown: see <see cref="ShownWeek"/>.</summary>
public sealed record CurveWeek(DateOnly Week, int Population, int People);

/// <summary>A week of which only what may be known is left: too few people, or too few who live there, are null for ever.</summary>
public sealed record ShownWeek(DateOnly Week, int Population, int? People)
{
    /// <summary>Hides a cell under the least number of people, and every cell of a place that small. None is hidden as well: a bare 0 names everybody.</summary>
    public static ShownWeek Of(CurveWeek week, CurveSettings settings) => new(
        week.Week,
        week.Population,
        week.People < settings.LeastPeople || week.Population < settings.LeastPeople ? null : week.People);
}
