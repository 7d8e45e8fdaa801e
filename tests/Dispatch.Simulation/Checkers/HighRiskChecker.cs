using Dispatch.Contracts;
using Dispatch.Contracts.Requests;
using Dispatch.Simulation.History;

namespace Dispatch.Simulation.Checkers;

/// <summary>I5: a High-risk request is never offered to a volunteer, nor does one stay on it.</summary>
internal sealed class HighRiskChecker : Checker
{
    protected override string Promise => "I5";

    public override void See(Happening happening, Truth before)
    {
        if (happening is RequestKept { State: { Level: RiskLevel.HighRisk } request })
        {
            var offered = request.Offers.Where(offer => offer.State == OfferState.Pending).Select(offer => offer.ResponderId);
            var on = request.Assignments.Where(task => task.State < AssignmentState.Completed).Select(task => task.ResponderId);
            foreach (var responder in offered.Concat(on))
            {
                Holds(!IsVolunteer(responder, before), happening.At, () => $"{request.Id} is High-risk and involves volunteer {responder}.");
            }
        }
        else if (happening is ResponderKept { State: { Profile.Kind: ResponderKind.Volunteer } volunteer } kept)
        {
            foreach (var held in volunteer.Held)
            {
                Holds(held.Offer.Level != RiskLevel.HighRisk, happening.At, () => $"Volunteer {kept.Id} holds High-risk offer {held.Offer.Id}.");
            }
        }
    }

    // By the person's own record, not by what the offer says of it.
    private static bool IsVolunteer(string responderId, Truth truth) =>
        truth.Responders.GetValueOrDefault(responderId)?.Profile.Kind == ResponderKind.Volunteer;
}
