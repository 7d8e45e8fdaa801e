using System.Collections.Immutable;
using Dispatch.Contracts.Stations;
using Dispatch.Records.Insight;
using Microsoft.Extensions.Primitives;

namespace Dispatch.Web.Insight;

/// <summary>What was asked for, read from the query and judged: the same for counts, lists and files.</summary>
/// <param name="Measure">What is counted.</param>
/// <param name="Groups">By which facets.</param>
/// <param name="Where">Which entries.</param>
/// <param name="From">The first day.</param>
/// <param name="To">The last day.</param>
/// <param name="Shared">Of a station that only shares by agreement.</param>
/// <param name="Stations">Of which stations.</param>
internal sealed record InsightAsk(
    Measure Measure, ImmutableArray<Facet> Groups, InsightWhere Where, DateOnly From, DateOnly To, bool Shared, ImmutableArray<StationFacts> Stations)
{
    private static readonly Facet[] Filters = [Facet.Community, Facet.Service, Facet.Level, Facet.AgeBand, Facet.Responder];

    /// <summary>What every question may hold; each route hears some words more. Any other is refused, lest somebody believe that it was heard.</summary>
    private static readonly HashSet<string> Heard = [.. Filters.Select(FacetCodes.Code), "from", "to", "hour"];

    public static Reply<InsightAsk> Read(IQueryCollection query, InsightScope scope, DateTimeOffset now, Measure unstated, string[] heard)
    {
        if (query.Keys.FirstOrDefault(key => !Heard.Contains(key) && !heard.Contains(key)) is { } unknown)
        {
            return new Refusal(RefusalCode.InsightFacetUnknown, "The query holds a word that is not heard here.", unknown.Length <= InsightLimits.ValueLength ? unknown : "query");
        }

        if (scope.Shared && InsightShared.Withheld(query) is { } withheld)
        {
            return withheld;
        }

        var span = InsightSpan.Read(query, scope, now);
        if (span.Refused is { } wrongSpan)
        {
            return wrongSpan;
        }

        if ((query["measure"] is { Count: > 0 } named ? Measure.Find(named.ToString()) : unstated) is not { } measure)
        {
            return new Refusal(RefusalCode.InsightFacetUnknown, "No measure has that name.", "measure");
        }

        if (scope.Shared && !InsightShared.Tells(measure))
        {
            return InsightShared.NotShared("measure");
        }

        var groups = GroupsOf(query["group"], span.Value!, measure);
        var filters = FiltersOf(query);
        var actions = ActionsOf(query["action"], measure);
        return (groups.Refused ?? filters.Refused ?? actions.Refused) is { } refused
            ? refused
            : new InsightAsk(
                measure, groups.Value!.Values, new InsightWhere(span.Value!.Windows(scope), actions.Value!.Values, filters.Value!.Values, measure.WithAmount),
                span.Value!.From, span.Value!.To, scope.Shared, scope.Stations);
    }

    private static Reply<Many<Facet>> GroupsOf(StringValues given, InsightSpan span, Measure measure)
    {
        var groups = given.Select(code => FacetCodes.Find(code ?? "")).ToList();
        if (groups.Contains(null) || groups.Count > 2 || groups.Distinct().Count() < groups.Count || groups.Count(facet => facet!.Value.IsTime()) > 1)
        {
            return new Refusal(RefusalCode.InsightFacetUnknown, "Entries are counted by at most two different facets, one of them a span of time.", "group");
        }

        if (groups.Contains(Facet.Action) && measure.Actions.Length == 1)
        {
            return new Refusal(RefusalCode.InsightFacetUnknown, $"The measure '{measure.Code}' counts one action only.", "group");
        }

        return groups.Contains(Facet.Hour) && span.Days > InsightLimits.DaysByHour
            ? new Refusal(RefusalCode.InsightRangeInvalid, $"Hours are counted over at most {InsightLimits.DaysByHour} days.", "from")
            : new Many<Facet>([.. groups.Select(facet => facet!.Value)]);
    }

    private static Reply<Many<FacetFilter>> FiltersOf(IQueryCollection query)
    {
        var filters = ImmutableArray.CreateBuilder<FacetFilter>();
        foreach (var facet in Filters.Where(facet => query[facet.Code()].Count > 0))
        {
            var values = query[facet.Code()];
            if (values.Count > InsightLimits.Values || values.Any(value => value is null or { Length: 0 or > InsightLimits.ValueLength } || value.Contains('\0')))
            {
                return new Refusal(
                    RefusalCode.InputInvalid, $"A filter has at most {InsightLimits.Values} values of 1 to {InsightLimits.ValueLength} characters.", facet.Code());
            }

            filters.Add(new FacetFilter(facet, [.. values.Select(value => value == FacetCodes.NotStated ? null : value)]));
        }

        return new Many<FacetFilter>(filters.ToImmutable());
    }

    /// <summary>What happened to accounts is none of it, whatever is asked for.</summary>
    private static Reply<Many<string>> ActionsOf(StringValues given, Measure measure) =>
        given.Any(action => !Measure.Entries.Actions.Contains(action ?? "")) || given.Count > Measure.Entries.Actions.Length
            ? new Refusal(RefusalCode.InsightFacetUnknown, "No action that is counted has that name.", "action")
            : new Many<string>(given.Count == 0 ? measure.Actions : [.. measure.Actions.Where(action => given.Contains(action))]);

    /// <summary>Several values as one, since a reply carries one.</summary>
    private sealed record Many<T>(ImmutableArray<T> Values);
}
