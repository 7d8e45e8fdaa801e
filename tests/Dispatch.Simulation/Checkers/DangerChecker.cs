using Dispatch.Domain;
using Dispatch.Domain.Emergencies;
using Dispatch.Simulation.History;

namespace Dispatch.Simulation.Checkers;

/// <summary>A danger that a request has committed is known to its emergency once nothing moves, and no commit of an emergency forgets one or leaves it unmanned.</summary>
internal sealed class DangerChecker : Checker
{
    protected override string Promise => "Danger";

    public override void See(Happening happening, Truth before)
    {
        if (happening is not EmergencyKept kept)
        {
            return;
        }

        try
        {
            EmergencyInvariants.Hold(before.Emergencies.GetValueOrDefault(kept.Id), kept.State);
        }
        catch (InvariantBrokenException broken)
        {
            Holds(false, kept.At, () => broken.Message);
        }
    }

    public override void Still(Stillness still, Truth truth)
    {
        foreach (var request in truth.Requests.Values.Where(request => request.Dangers > 0))
        {
            var known = truth.Emergencies.GetValueOrDefault(request.Id)?.Danger ?? 0;
            Holds(known >= request.Dangers, still.At, () => $"{request.Id} speaks of {request.Dangers} dangers; its emergency knows of {known}.");
        }
    }
}
