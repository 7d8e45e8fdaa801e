using Dispatch.Contracts.Responders;
using Dispatch.Domain.Responders;
using Dispatch.Domain.Stations;
using Dispatch.Simulation.History;

namespace Dispatch.Simulation.Checkers;

/// <summary>
/// The sets from which everything rebuilds: a request is listed before its first commit and until its end; a duty set is its responders' truth.
/// </summary>
internal sealed class SetChecker : Checker
{
    protected override string Promise => "Sets";

    public override void See(Happening happening, Truth before)
    {
        if (happening is RequestKept { State: { Closed: false } request } && !before.Requests.ContainsKey(request.Id))
        {
            var key = ShardWalk.Key(request.Need.StationId, request.Need.OpenShard);
            Holds(
                before.OpenShards.GetValueOrDefault(key)?.Requests.Contains(request.Id) == true,
                happening.At,
                () => $"{request.Id} was committed and open set {key} does not list it.");
        }
    }

    public override void Still(Stillness still, Truth truth)
    {
        CheckOpen(still, truth);
        CheckDuty(still, truth);
    }

    private void CheckOpen(Stillness still, Truth truth)
    {
        var listed = truth.OpenShards.SelectMany(shard => shard.Value.Requests.Select(id => (shard.Key, Id: id))).ToList();
        foreach (var (key, id) in listed)
        {
            Holds(
                truth.Requests.TryGetValue(id, out var request) && !request.Closed,
                still.At,
                () => $"Open set {key} lists {id}, which is {truth.Requests.GetValueOrDefault(id)?.State.ToString() ?? "unknown"}.");
        }

        foreach (var request in truth.Requests.Values.Where(request => !request.Closed))
        {
            var sets = listed.Where(entry => entry.Id == request.Id).Select(entry => entry.Key).ToList();
            var own = ShardWalk.Key(request.Need.StationId, request.Need.OpenShard);
            Holds(sets is [var only] && only == own, still.At, () => $"{request.Id} belongs in open set {own} and is listed in '{string.Join(' ', sets)}'.");
        }
    }

    private void CheckDuty(Stillness still, Truth truth)
    {
        var listed = truth.DutyShards.SelectMany(shard => shard.Value.Cards.Select(card => (shard.Key, Card: card))).ToLookup(entry => entry.Card.Profile.Id);
        foreach (var entry in listed.SelectMany(entries => entries))
        {
            var isReachable = truth.Responders.TryGetValue(entry.Card.Profile.Id, out var responder) && responder.Reachable;
            Holds(isReachable, still.At, () => $"Duty set {entry.Key} lists {entry.Card.Profile.Id}, who cannot be asked.");
        }

        foreach (var (id, responder) in truth.Responders.Where(pair => pair.Value.Reachable))
        {
            var entries = listed[id].ToList();
            Holds(
                entries is [var (key, card)] && key == responder.DutySet && Same(card, responder),
                still.At,
                () => $"{id} belongs in duty set {responder.DutySet} with entry {responder.Entered}; listed: "
                    + $"{string.Join(' ', entries.Select(entry => $"{entry.Key} v{entry.Card.Version}"))}.");
        }
    }

    private static bool Same(ResponderCard card, Responder responder) =>
        card.Version == responder.Entered && card.OnDutySince == responder.ByHand?.Since && ProfileCheck.Same(card.Profile, responder.Profile);
}
