using System.Collections.Immutable;
using Dispatch.Contracts;
using Dispatch.Contracts.Stations;
using Dispatch.Domain.Catalogue;

namespace Dispatch.Domain.Requests;

/// <summary>What follows from a level: the lane, who may serve, how many, and who owns the request.</summary>
public static class Lanes
{
    /// <summary>General is Ordinary, Serious is Urgent, High-risk is Emergency.</summary>
    public static Lane Of(RiskLevel level) => level switch
    {
        RiskLevel.HighRisk => Lane.Emergency,
        RiskLevel.Serious => Lane.Urgent,
        _ => Lane.Ordinary,
    };

    /// <summary>
    /// Kinds that may be asked. High-risk is never a volunteer's (G02, no override); Serious admits volunteers for companion tasks only, and only once
    /// a counsellor stands beside them.
    /// </summary>
    public static ImmutableArray<ResponderKind> Kinds(ServiceType service, RiskLevel level, bool counsellorStands) => level switch
    {
        RiskLevel.HighRisk => [ResponderKind.Counsellor],
        RiskLevel.Serious when service.Companion && counsellorStands => [ResponderKind.Counsellor, ResponderKind.Volunteer],
        RiskLevel.Serious => [ResponderKind.Counsellor],
        _ => service.Kinds,
    };

    /// <summary>Whether an offer or assignment made at a lower level meets this one: High-risk is for crisis-qualified counsellors.</summary>
    public static bool Meets(RiskLevel level, ResponderKind kind, bool crisisQualified) =>
        level != RiskLevel.HighRisk || (kind == ResponderKind.Counsellor && crisisQualified);

    /// <summary>How many responders: as asked, and never fewer than the lane's least.</summary>
    public static int Needed(int asked, LanePolicy policy) => Math.Max(asked, policy.RespondersNeeded);

    /// <summary>The named human answerable for the request: the station head for an emergency until a roster says otherwise, else the coordinator.</summary>
    public static string Owner(RiskLevel level, StationFacts station) => level == RiskLevel.HighRisk ? station.Head : station.Coordinator;
}
