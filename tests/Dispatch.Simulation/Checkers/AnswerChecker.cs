using Dispatch.Contracts.Requests;
using Dispatch.Domain.Requests;
using Dispatch.Simulation.History;

namespace Dispatch.Simulation.Checkers;

/// <summary>I4: an acknowledged answer is never lost. Nor is any step: versions grow one by one, what is over stays over.</summary>
internal sealed class AnswerChecker : Checker
{
    protected override string Promise => "I4";

    public override void See(Happening happening, Truth before)
    {
        switch (happening)
        {
            case AnswerAcknowledged answer:
                Holds(
                    IsKept(answer, before),
                    happening.At,
                    () => $"{answer.ResponderId} was told that offer {answer.OfferId} is {answer.Became}; the request does not say so.");
                break;
            case RequestKept { State: { } request } when before.Requests.TryGetValue(request.Id, out var earlier):
                Holds(request.Version == earlier.Version + 1, happening.At, () => $"{request.Id} went from version {earlier.Version} to {request.Version}.");
                Holds(
                    !earlier.Closed || request.State == earlier.State,
                    happening.At,
                    () => $"{request.Id} was {earlier.State} and became {request.State}.");
                Follow(earlier, request, happening.At);
                break;
        }
    }

    private void Follow(Request earlier, Request request, DateTimeOffset at)
    {
        foreach (var task in earlier.Assignments)
        {
            var now = request.Assignments.FirstOrDefault(each => each.OfferId == task.OfferId);
            Holds(now is not null, at, () => $"{request.Id} lost the assignment of {task.ResponderId} by offer {task.OfferId}.");
            Holds(
                now is null || now.State == task.State || (task.State < AssignmentState.Completed && now.State > task.State),
                at,
                () => $"{request.Id}: the assignment of {task.ResponderId} went from {task.State} to {now!.State}.");
        }

        for (var index = 0; index < earlier.Offers.Length; index++)
        {
            // Most offers are the very same as before; only the others are looked for.
            var offer = earlier.Offers[index];
            if (offer.State == OfferState.Pending || (index < request.Offers.Length && ReferenceEquals(offer, request.Offers[index])))
            {
                continue;
            }

            var now = request.Offers.FirstOrDefault(each => each.Id == offer.Id);
            Holds(now is null || now.State == offer.State, at, () => $"{request.Id}: offer {offer.Id} went from {offer.State} to {now!.State}.");
        }
    }

    private static bool IsKept(AnswerAcknowledged answer, Truth truth)
    {
        if (!truth.Requests.TryGetValue(answer.RequestId, out var request))
        {
            return false;
        }

        if (answer.Became == OfferState.Accepted)
        {
            return request.Assignments.Any(task => task.OfferId == answer.OfferId && task.ResponderId == answer.ResponderId);
        }

        // A request forgets its oldest closed offers; an offer that it still knows must be what the person was told. Somebody who repeats an
        // acceptance after the assignment was taken away is told that.
        return request.Offers.FirstOrDefault(offer => offer.Id == answer.OfferId) is not { } known
            || known.State == answer.Became
            || (answer.Became == OfferState.Withdrawn && request.Assignments.Any(task => task.OfferId == answer.OfferId && !task.Active));
    }
}
