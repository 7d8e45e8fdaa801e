using System.Collections.Immutable;
using Dispatch.Contracts.Matching;
using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Responders;

namespace Dispatch.Domain.Matching;

/// <summary>What speaks for asking a responder first: the measured value of each term, its points and their sum.</summary>
/// <remarks>Index, explanation and batch all take their numbers from here, so that they agree to the last bit.</remarks>
internal readonly struct Score
{
    public const double IdleHoursCap = 24;

    /// <summary>The share of offers accepted by people of whom nothing is known yet (protocol.md, "People in simulations").</summary>
    private const double PriorAcceptance = 0.35;

    /// <summary>How many calls that share weighs; ours.</summary>
    private const double PriorCalls = 4;

    private readonly MatchQuery query;
    private readonly double idleHours;
    private readonly int load;
    private readonly double reliability;
    private readonly double acceptance;
    private readonly bool isKnown;
    private readonly bool isTeam;
    private readonly bool isOwnStation;
    private readonly bool isPresent;

    public Score(ResponderCard card, MatchQuery query, double? metres, DateTimeOffset now)
    {
        var profile = card.Profile;
        this.query = query;
        DistanceMetres = metres;
        Minutes = metres is { } far ? TravelTime.Minutes(far, card.TravelMode, query.Weights) : null;
        idleHours = card.LastCallAt is { } last ? Math.Clamp((now - last).TotalHours, 0, IdleHoursCap) : IdleHoursCap;
        load = card.Load;
        reliability = Reliability(card);
        acceptance = Acceptance(card);
        isKnown = !query.Continuity.IsDefaultOrEmpty && query.Continuity.Contains(profile.Id);
        isTeam = query.Team is not null && query.Team == profile.Team;
        isOwnStation = OwnStation(query) == profile.StationId;
        isPresent = card.OnDutySince is not null;
    }

    public double? DistanceMetres { get; }

    public double? Minutes { get; }

    /// <summary>Higher is better. Nearest-first knows distance alone.</summary>
    public double Total
    {
        get
        {
            if (query.NearestFirst)
            {
                return -(DistanceMetres ?? 0);
            }

            var weights = query.Weights;
            var total = Minutes is { } minutes ? -weights.Travel * minutes : 0;
            total += isKnown ? weights.Continuity : 0;
            total += weights.Fairness * idleHours;
            total -= weights.Load * load;
            total += isTeam ? weights.Team : 0;
            total += weights.Reliability * reliability;
            total += weights.Acceptance * acceptance;
            total += isOwnStation ? weights.Station : 0;
            return total + (isPresent ? weights.Presence : 0);
        }
    }

    /// <summary>Every term with its code; without travel when distance does not count.</summary>
    public ImmutableArray<ScoreFactor> Factors()
    {
        if (query.NearestFirst)
        {
            return DistanceMetres is { } metres ? [new("distance", metres, -metres)] : [];
        }

        var weights = query.Weights;
        var factors = new ScoreFactor[Minutes is null ? 8 : 9];
        var next = 0;
        if (Minutes is { } minutes)
        {
            factors[next++] = new("travel", minutes, -weights.Travel * minutes);
        }

        factors[next++] = isKnown ? new("continuity", 1, weights.Continuity) : Absent.Continuity;
        factors[next++] = new("fairness", idleHours, weights.Fairness * idleHours);
        factors[next++] = new("load", load, -weights.Load * load);
        factors[next++] = isTeam ? new("team", 1, weights.Team) : Absent.Team;
        factors[next++] = new("reliability", reliability, weights.Reliability * reliability);
        factors[next++] = new("acceptance", acceptance, weights.Acceptance * acceptance);
        factors[next++] = isOwnStation ? new("station", 1, weights.Station) : Absent.Station;
        factors[next] = isPresent ? new("presence", 1, weights.Presence) : Absent.Presence;
        return System.Runtime.InteropServices.ImmutableCollectionsMarshal.AsImmutableArray(factors);
    }

    /// <summary>The station whose own people come first.</summary>
    public static string? OwnStation(MatchQuery query) => query.OwnStation ?? (query.Stations.IsDefaultOrEmpty ? null : query.Stations[0]);

    /// <summary>Straight distance to the task; null when it does not count.</summary>
    public static double? Metres(ResponderCard card, MatchQuery query) =>
        !query.Remote && query.Location is { } place ? Geo.Metres(card.Position, place) : null;

    /// <summary>The share of assignments kept, 0..1; one more is granted, so that the first miss does not erase a newcomer.</summary>
    public static double Reliability(ResponderCard card) => Math.Clamp(1 - card.NoShows / (card.Accepts + 1.0), 0, 1);

    /// <summary>The share of offers accepted so far, drawn towards the prior while there are few; 0..1.</summary>
    public static double Acceptance(ResponderCard card) =>
        Math.Clamp((card.Accepts + PriorAcceptance * PriorCalls) / (card.Calls + PriorCalls), 0, 1);

    private static class Absent
    {
        public static readonly ScoreFactor Continuity = new("continuity", 0, 0);
        public static readonly ScoreFactor Team = new("team", 0, 0);
        public static readonly ScoreFactor Station = new("station", 0, 0);
        public static readonly ScoreFactor Presence = new("presence", 0, 0);
    }
}
