using Dispatch.Contracts.Requests;
using Dispatch.Domain.Requests;
using Dispatch.Domain.Responders;
using Dispatch.Simulation.History;

namespace Dispatch.Simulation.Checkers;

/// <summary>Once quiet nothing is left over: no reservation older than its offer, no task that only one side knows, nothing due that nobody sees to.</summary>
internal sealed class LeftoverChecker : Checker
{
    /// <summary>How long something may be due before it counts as forgotten: one redrive of the open set and one repetition.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    protected override string Promise => "Leftovers";

    public override void Still(Stillness still, Truth truth)
    {
        foreach (var (id, responder) in truth.Responders)
        {
            CheckHeld(still, truth, id, responder);
            foreach (var standing in responder.Standing)
            {
                var task = truth.Requests.GetValueOrDefault(standing.Task.RequestId)?.Assignments.FirstOrDefault(each => each.OfferId == standing.Offer.Id);
                Holds(
                    task is { Active: true },
                    still.At,
                    () => $"{id} stands on {standing.Task.RequestId} by offer {standing.Offer.Id}; the request says {task?.State.ToString() ?? "nothing"}.");
            }
        }

        foreach (var request in truth.Requests.Values.Where(request => !request.Closed))
        {
            CheckDue(still, request);
            foreach (var task in request.Assignments.Where(task => task.Attempt == request.Attempt && task.Active))
            {
                var stands = truth.Responders.GetValueOrDefault(task.ResponderId)?.Standing.Any(each => each.Offer.Id == task.OfferId) == true;
                Holds(stands, still.At, () => $"{request.Id} counts on {task.ResponderId} by offer {task.OfferId}, who does not know.");
            }
        }
    }

    private void CheckHeld(Stillness still, Truth truth, string id, Responder responder)
    {
        foreach (var held in responder.Held)
        {
            var offer = truth.Requests.GetValueOrDefault(held.Offer.RequestId)?.Offers.FirstOrDefault(each => each.Id == held.Offer.Id);
            Holds(
                offer is { State: OfferState.Pending } && held.Offer.ExpiresAt + Patience >= still.At,
                still.At,
                () => $"{id} holds a place for offer {held.Offer.Id}, which is {offer?.State.ToString() ?? "forgotten"} and expired {held.Offer.ExpiresAt:O}.");
        }
    }

    private void CheckDue(Stillness still, Request request)
    {
        foreach (var (what, due) in Dues(request))
        {
            Holds(due + Patience >= still.At, still.At, () => $"{request.Id} is {request.State} and its {what} was to be seen to at {due:O}.");
        }
    }

    /// <summary>What is durably due. Deliveries and the next look for whoever comes on duty are held in memory and not asked about.</summary>
    private static IEnumerable<(string What, DateTimeOffset Due)> Dues(Request request)
    {
        if (WaitRules.IsWaiting(request))
        {
            // While it waits it looks again and again, but commits nothing until somebody is found or its patience ends.
            yield return ("patience", request.Deadline ?? DateTimeOffset.MinValue);
        }
        else if (request.State is RequestState.Submitted or RequestState.Matching)
        {
            yield return ("matching", request.MatchAt ?? DateTimeOffset.MinValue);
        }

        foreach (var offer in request.Offers.Where(offer => offer.State == OfferState.Pending))
        {
            yield return ("offer " + offer.Id, offer.ExpiresAt);
        }

        foreach (var task in request.Assignments.Where(IsAwaited))
        {
            yield return ("task of " + task.ResponderId, task.Deadline ?? DateTimeOffset.MinValue);
        }

        foreach (var wish in request.Later.Where(_ => request.Running))
        {
            yield return ("wish of " + wish.ResponderId, wish.At);
        }
    }

    private static bool IsAwaited(Assignment task) => task.State is AssignmentState.Accepted or AssignmentState.EnRoute;
}
