using Dispatch.Contracts.Requests;
using Dispatch.Simulation.Chaos.People;
using Dispatch.Simulation.Checkers;
using Dispatch.Simulation.History;

namespace Dispatch.Simulation.Chaos.Truth;

/// <summary>I4 for the rest that clients are told: a step that was noted stands, and a request called off is off.</summary>
internal sealed class ToldChecker : Checker
{
    protected override string Promise => "I4";

    public override void See(Happening happening, History.Truth before)
    {
        switch (happening)
        {
            case StepAcknowledged step:
                var task = before.Requests.GetValueOrDefault(step.RequestId)?.Assignments.FirstOrDefault(each => each.OfferId == step.OfferId);
                Holds(
                    task is not null && task.State >= Reached(step.Step),
                    step.At,
                    () => $"{step.ResponderId} was told of {step.Step} on {step.RequestId}; the request says {task?.State.ToString() ?? "nothing"}.");
                break;
            case CallOffAcknowledged off:
                Holds(
                    before.Requests.GetValueOrDefault(off.RequestId)?.State == RequestState.Cancelled,
                    off.At,
                    () => $"{off.RequestId} was called off; it is {before.Requests.GetValueOrDefault(off.RequestId)?.State.ToString() ?? "unknown"}.");
                break;
        }
    }

    // What comes after Completed, such as a task taken away by a raise, is no step back.
    private static AssignmentState Reached(ProgressStep step) => step switch
    {
        ProgressStep.EnRoute => AssignmentState.EnRoute,
        ProgressStep.OnSite => AssignmentState.OnSite,
        _ => AssignmentState.Completed,
    };
}
