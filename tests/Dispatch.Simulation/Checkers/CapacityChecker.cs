using Dispatch.Contracts.Requests;
using Dispatch.Domain.Requests;
using Dispatch.Domain.Responders;
using Dispatch.Simulation.History;
using Room = Dispatch.Domain.Matching.Room;

namespace Dispatch.Simulation.Checkers;

/// <summary>
/// I2: a responder never holds more for one time than its capacity, reservations included and raised tasks, which start now, left out. Both truths
/// are looked at: every active assignment of a request takes a place at its responder, so that nobody is booked twice while one side has not heard of the other.
/// </summary>
internal sealed class CapacityChecker : Checker
{
    protected override string Promise => "I2";

    public override void See(Happening happening, Truth before)
    {
        if (happening is ResponderKept kept)
        {
            See(kept, before);
        }
        else if (happening is RequestKept { State: { } request })
        {
            var known = before.Requests.GetValueOrDefault(request.Id)?.Assignments ?? [];
            foreach (var task in request.Assignments.Where(task => IsActive(task) && known.All(old => old.OfferId != task.OfferId)))
            {
                Holds(
                    before.Responders.TryGetValue(task.ResponderId, out var responder) && Places(responder).Contains(task.OfferId),
                    happening.At,
                    () => $"{request.Id} assigned {task.ResponderId} by offer {task.OfferId}, which holds no place for it.");
            }
        }
    }

    private void See(ResponderKept kept, Truth before)
    {
        var places = Places(kept.State).ToList();
        Holds(
            Room.Peak(kept.State.Agreed().AsSpan()) <= kept.State.Profile.Capacity,
            kept.At,
            () => $"{kept.Id} holds {places.Count}, too many at one time with a capacity of {kept.State.Profile.Capacity}: {string.Join(' ', places)}.");
        if (!before.Responders.TryGetValue(kept.Id, out var held))
        {
            return;
        }

        foreach (var (offerId, requestId) in PlacesOn(held).Where(place => !places.Contains(place.OfferId)))
        {
            var task = before.Requests.GetValueOrDefault(requestId)?.Assignments.FirstOrDefault(each => each.OfferId == offerId);
            Holds(
                task is null || !IsActive(task),
                kept.At,
                () => $"{kept.Id} freed the place of offer {offerId}, though {requestId} counts on it as {task!.State}.");
        }
    }

    private static bool IsActive(Assignment task) => task.State is AssignmentState.Accepted or AssignmentState.EnRoute or AssignmentState.OnSite;

    private static IEnumerable<string> Places(Responder responder) => PlacesOn(responder).Select(place => place.OfferId);

    private static IEnumerable<(string OfferId, string RequestId)> PlacesOn(Responder responder) =>
        responder.Held.Select(held => (held.Offer.Id, held.Offer.RequestId))
            .Concat(responder.Standing.Select(task => (task.Offer.Id, task.Offer.RequestId)));
}
