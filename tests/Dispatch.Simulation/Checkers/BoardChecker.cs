using Dispatch.Contracts.Boards;
using Dispatch.Domain.Requests;
using Dispatch.Domain.Responders;
using Dispatch.Simulation.History;

namespace Dispatch.Simulation.Checkers;

/// <summary>I7: two seconds after quiet every board equals the grains' truth.</summary>
internal sealed class BoardChecker : Checker
{
    protected override string Promise => "I7";

    public override void Still(Stillness still, Truth truth)
    {
        foreach (var (station, board) in still.Boards)
        {
            Holds(!board.Rebuilding, still.At, () => $"Board {station} still says that it rebuilds.");
            CheckRows(still, station, board, truth);
            CheckResponders(still, station, board, truth);
        }
    }

    private void CheckRows(Stillness still, string station, BoardView board, Truth truth)
    {
        var open = truth.Requests.Values.Where(request => request.Need.StationId == station && !request.Closed).ToDictionary(request => request.Id);
        foreach (var row in board.Rows)
        {
            Holds(
                open.TryGetValue(row.Id, out var request) && Same(row, request),
                still.At,
                () => $"Board {station} shows {row.Id} v{row.Version} {row.State}; the truth is {Tell(truth.Requests.GetValueOrDefault(row.Id))}.");
        }

        foreach (var missing in open.Values.Where(request => board.Rows.All(row => row.Id != request.Id)))
        {
            Holds(false, still.At, () => $"Board {station} does not show {Tell(missing)}.");
        }
    }

    private void CheckResponders(Stillness still, string station, BoardView board, Truth truth)
    {
        var here = truth.Responders.Where(pair => pair.Value.Profile.StationId == station && pair.Value.Reachable).ToDictionary();
        foreach (var shown in board.Responders)
        {
            Holds(
                here.TryGetValue(shown.Id, out var responder) && Same(shown, responder),
                still.At,
                () => $"Board {station} shows {shown.Id} v{shown.Version} load {shown.Load}; the truth is "
                    + $"{Tell(truth.Responders.GetValueOrDefault(shown.Id))}.");
        }

        foreach (var missing in here.Keys.Where(id => board.Responders.All(shown => shown.Id != id)))
        {
            Holds(false, still.At, () => $"Board {station} does not show {missing}: {Tell(here[missing])}.");
        }
    }

    private static bool Same(BoardRow row, Request request) =>
        (row.Version, row.State, row.Level, row.Owner, row.Deadline) == (request.Version, request.State, request.Level, request.Owner, request.Deadline)
        && row.Assignments.Select(task => (task.ResponderId, task.State))
            .SequenceEqual(request.Standing().Select(task => (task.ResponderId, task.State)));

    private static bool Same(BoardResponder shown, Responder responder) =>
        (shown.Version, shown.Load, shown.OnDuty, shown.Capacity)
        == (responder.Version, responder.Load, responder.ByHand is not null, responder.Profile.Capacity);

    private static string Tell(Request? request) => request is null ? "unknown" : $"{request.Id} v{request.Version} {request.State}";

    private static string Tell(Responder? responder) => responder is null
        ? "unknown"
        : $"v{responder.Version} load {responder.Load} {(responder.Reachable ? "reachable" : "not reachable")} at {responder.Profile.StationId}";
}
