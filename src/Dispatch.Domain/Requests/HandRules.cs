using System.Collections.Immutable;
using Dispatch.Contracts;
using Dispatch.Contracts.Matching;
using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Stations;

namespace Dispatch.Domain.Requests;

/// <summary>A coordinator's own choice: a reason opens the soft gates, nothing opens the hard ones (G02, G39).</summary>
public static class HandRules
{
    /// <summary>Gates that a coordinator's reason may pass: the person is asked, and may decline.</summary>
    private static readonly ImmutableSortedSet<string> Soft = ["budget", "duty", "quiet", "range", "station"];

    /// <summary>Merges views of several indexes: the most favourable of each person, in the way that suits the lane; eligible first, then by score.</summary>
    public static ImmutableArray<CandidateView> Merge(IEnumerable<CandidateView> views, Lane lane, int most) =>
    [
        .. views
            .GroupBy(v => v.ResponderId, StringComparer.Ordinal)
            .Select(g => g.OrderBy(v => v.WhyNot.Length).ThenBy(v => OfferRules.Detour(lane, v.TravelMinutes)).ThenByDescending(v => v.Score).First())
            .OrderByDescending(v => v.Eligible)
            .ThenBy(v => v.WhyNot.Length)
            .ThenByDescending(v => v.Score)
            .ThenBy(v => v.ResponderId, StringComparer.Ordinal)
            .Take(most),
    ];

    public static Decision<Request> Dispatch(Request request, DispatchByHand command, CandidateView? candidate, StationFacts station, DateTimeOffset now)
    {
        if (TextRules.CheckReason(command.Reason, required: true) is { } refused)
        {
            return refused;
        }

        if (!request.Running || request.Missing() == 0)
        {
            return new Refusal(RefusalCode.RequestState, $"The request is {request.State} and needs nobody.");
        }

        if (request.Pending().Any(o => o.ResponderId == command.ResponderId))
        {
            return request;
        }

        if (candidate is null)
        {
            return new Refusal(RefusalCode.ResponderAway, $"Responder '{command.ResponderId}' is not on duty in reach of this request.");
        }

        var hard = candidate.WhyNot.Where(code => !Soft.Contains(code)).ToList();
        if (hard.Count > 0)
        {
            var shown = string.Join(", ", hard.Select(DemandRules.MaskOne).Distinct());
            return new Refusal(RefusalCode.ResponderIneligible, $"Responder '{command.ResponderId}' is excluded by: {shown}.");
        }

        return StaffRules.OutboxFull(request) is { } full
            ? full
            : OfferRules.AskByHand(
                request,
                Chosen(candidate, request.Level),
                command,
                station,
                now);
    }

    private static Ranked Chosen(CandidateView candidate, RiskLevel level) => new(
        candidate.ResponderId,
        candidate.Kind,
        candidate.Name,
        candidate.StationId,
        candidate.Score,
        candidate.DistanceMetres,
        candidate.TravelMinutes,
        candidate.Why,
        // No reason opens the gate of High-risk; below it nobody looked.
        CrisisQualified: level == RiskLevel.HighRisk);
}
