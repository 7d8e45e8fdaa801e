using Dispatch.Contracts.Requests;
using Dispatch.Domain.Requests;
using Dispatch.Simulation.History;

namespace Dispatch.Simulation.Checkers;

/// <summary>I3: every acknowledged request is, at every later time, terminal or has an owner and a deadline and, once quiet, stands on a board.</summary>
internal sealed class OwnedChecker : Checker
{
    protected override string Promise => "I3";

    public override void See(Happening happening, Truth before)
    {
        switch (happening)
        {
            case RequestKept { State: { } request }:
                Holds(
                    IsTerminal(request) || (request.Deadline is not null && !string.IsNullOrEmpty(request.Owner)),
                    happening.At,
                    () => $"{request.Id} is {request.State} with owner '{request.Owner}' and deadline '{request.Deadline}'.");
                break;
            case RequestKept erased:
                Holds(
                    !before.Acknowledged.Contains(erased.Id) && !before.Requests.ContainsKey(erased.Id),
                    happening.At,
                    () => $"{erased.Id} was kept or acknowledged and is erased.");
                break;
            case SubmitAcknowledged submit:
                Holds(before.Requests.ContainsKey(submit.RequestId), happening.At, () => $"{submit.RequestId} was acknowledged and is not durable.");
                break;
        }
    }

    public override void Still(Stillness still, Truth truth)
    {
        foreach (var id in truth.Acknowledged)
        {
            if (!truth.Requests.TryGetValue(id, out var request))
            {
                Holds(false, still.At, () => $"{id} was acknowledged and cannot be read.");
                continue;
            }

            var row = still.Boards.GetValueOrDefault(request.Need.StationId)?.Rows.FirstOrDefault(each => each.Id == id);
            Holds(
                IsTerminal(request) || row is { Deadline: not null, Owner.Length: > 0 },
                still.At,
                () => $"{id} is {request.State} and its row on board {request.Need.StationId} is {(row is null ? "missing" : "without owner or deadline")}.");
        }
    }

    private static bool IsTerminal(Request request) =>
        request.State is RequestState.Confirmed or RequestState.Cancelled or RequestState.Referred;
}
