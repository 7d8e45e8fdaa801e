using System.Collections.Immutable;
using Dispatch.Contracts.Stations;
using Dispatch.Domain.Demo;

namespace Dispatch.Domain.Drills;

/// <summary>The people of the demonstration under other names: stations <c>drill-...</c>, which no real station can be taken for.</summary>
public static class DrillCast
{
    /// <summary>Begins the id of every station of a drill.</summary>
    public const string Prefix = "drill-";

    /// <summary>Seconds that an offer lives, and within which a coordinator acts: a drill is short (ours).</summary>
    private const int OfferSeconds = 30;

    /// <summary>Stations and simulated responders of a drill, and how these behave.</summary>
    public static (DemoData Data, LivePlan Plan) Of(DemoData data, LivePlan plan)
    {
        var helpers = plan.Helpers with
        {
            Ranges = [.. plan.Helpers.Ranges.Select(range => range with { StationId = Prefix + range.StationId })],
            OnDutyShare = 1,
            AnswerMedian = TimeSpan.FromSeconds(12),
        };
        var stations = data.Stations.Select(facts => Station(facts)).ToImmutableArray();
        var responders = data.Responders.Select(each => each with { Id = Name(each.Id), StationId = Prefix + each.StationId }).Where(each => helpers.Plays(each.Id));
        return (data with { Stations = stations, Responders = [.. responders], Accounts = [] }, plan with { Helpers = helpers });
    }

    private static StationFacts Station(StationFacts facts)
    {
        var quick = facts.Policy.Ordinary with { OffersPerWave = [2, 4], RadiiMetres = [4_000, 20_000], OfferSeconds = OfferSeconds, AssignWithinSeconds = 90 };
        return facts with
        {
            Id = Prefix + facts.Id,
            Head = Name(facts.Head),
            Coordinator = Name(facts.Coordinator),
            Neighbours = [],
            BorrowsCounsellorsFrom = [.. facts.BorrowsCounsellorsFrom.Select(id => Prefix + id)],
            SharesBoardWith = [],
            Policy = facts.Policy with { Ordinary = quick },
        };
    }

    /// <summary><c>volunteer21.zhuoda</c> becomes <c>volunteer21.drill-zhuoda</c>.</summary>
    private static string Name(string account) => account.LastIndexOf('.') is var dot && dot < 0 ? Prefix + account : account.Insert(dot + 1, Prefix);
}
