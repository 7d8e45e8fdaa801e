using System.Collections.Immutable;
using Dispatch.Contracts.Stations;
using Dispatch.Domain.Access;
using Dispatch.Domain.Stations;
using Dispatch.Web.Stations;
using StationList = Dispatch.Web.Stations.StationList;

namespace Dispatch.Web.Insight;

/// <summary>Whose entries a caller asks for, as far as its role and station reach.</summary>
/// <param name="Stations">The stations, at least one.</param>
/// <param name="Shared">It only shares by agreement: figures, but nothing that leads to places, persons or single entries.</param>
internal sealed record InsightScope(ImmutableArray<StationFacts> Stations, bool Shared)
{
    /// <summary>In the place of a station's id: every station whose entries the caller may open too, so that a count and the list behind it are of the same ones.</summary>
    public const string All = "all";

    /// <summary>The stations meant, or why the caller does not reach them.</summary>
    public static async ValueTask<Reply<InsightScope>> FindAsync(AccessRule rule, Actor actor, string stationId, StationList stations)
    {
        if (stationId == All)
        {
            ImmutableArray<StationFacts> own = [.. (await ReachedAsync(rule, actor, stations)).Where(facts => !IsShared(actor, facts.Id))];
            return own.IsEmpty ? new Refusal(RefusalCode.AccessStation, "This account reaches no station here.") : new InsightScope(own, Shared: false);
        }

        var found = await stations.FindAsync(stationId);
        return Judge(rule, actor, stationId, found) is { } refused ? refused
            : found is null ? new Refusal(RefusalCode.StationUnknown, "No such station takes requests.")
            : new InsightScope([found], IsShared(actor, stationId));
    }

    /// <summary>Every station that the caller reaches, be it by agreement.</summary>
    public static async ValueTask<ImmutableArray<StationFacts>> ReachedAsync(AccessRule rule, Actor actor, StationList stations) =>
        [.. (await stations.AllAsync()).Where(facts => Judge(rule, actor, facts.Id, facts) is null)];

    /// <summary>Whether the actor reaches the station only by agreement.</summary>
    public static bool IsShared(Actor actor, string stationId) => actor.Role != Role.Admin && !AccessRule.Belongs(actor, stationId);

    private static Refusal? Judge(AccessRule rule, Actor actor, string stationId, StationFacts? facts) =>
        rule.Judge(actor, new Standing(IsStations: AccessRule.Belongs(actor, stationId), IsAgreed: facts is not null && ShareRules.IsAgreed(facts, actor)));
}
