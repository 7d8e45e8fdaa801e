using Dispatch.Contracts.Requests;
using Dispatch.Simulation.History;

namespace Dispatch.Simulation.Checkers;

/// <summary>I1: a request never has more standing assignments than it asks for.</summary>
internal sealed class StandingChecker : Checker
{
    protected override string Promise => "I1";

    public override void See(Happening happening, Truth before)
    {
        if (happening is not RequestKept { State: { } request })
        {
            return;
        }

        // Counted anew, not by the product's own method: an error there must not hide itself.
        var standing = request.Assignments
            .Where(task => task.Attempt == request.Attempt && task.State <= AssignmentState.Completed)
            .Select(task => task.ResponderId)
            .ToList();
        Holds(
            standing.Count <= request.RespondersNeeded,
            happening.At,
            () => $"{request.Id} asks for {request.RespondersNeeded} and has {standing.Count}: {string.Join(' ', standing)}.");
        Holds(
            standing.Distinct().Count() == standing.Count,
            happening.At,
            () => $"{request.Id} counts one person twice: {string.Join(' ', standing)}.");
    }
}
