using Dispatch.Contracts;
using Dispatch.Contracts.Requests;
using Dispatch.Domain.Requests;
using Dispatch.Simulation.History;

namespace Dispatch.Simulation.Replay;

/// <summary>Counts who was called for which lane, and turns the requests of a replay into figures.</summary>
internal sealed class Tally(IEnumerable<string> responders)
{
    private readonly List<string> people = [.. responders];
    private readonly Dictionary<(Lane Lane, string Responder), int> calls = [];
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);
    private readonly Dictionary<Lane, int> offers = [];

    public void See(RequestKept kept)
    {
        if (kept.State is not { } request)
        {
            return;
        }

        foreach (var offer in request.Offers.Where(offer => offer.State == OfferState.Pending && seen.Add(offer.Id)))
        {
            var key = (request.Lane, offer.ResponderId);
            calls[key] = calls.GetValueOrDefault(key) + 1;
            offers[request.Lane] = offers.GetValueOrDefault(request.Lane) + 1;
        }
    }

    /// <summary>The figures of one lane; null: of all together.</summary>
    public LaneFigures Of(Lane? lane, IEnumerable<Request> requests, int violations)
    {
        var own = requests.Where(request => lane is null || request.Lane == lane).ToList();
        var accepted = own.Where(request => !request.Assignments.IsEmpty).ToList();
        var waits = accepted.Select(request => (request.Assignments.Min(task => task.AcceptedAt) - request.Need.SubmittedAt).TotalSeconds).ToList();
        var tasks = own.SelectMany(request => request.Assignments).ToList();
        var sent = offers.Where(pair => lane is null || pair.Key == lane).Sum(pair => pair.Value);
        return new LaneFigures(
            own.Count,
            sent,
            accepted.Count,
            tasks.Count,
            Distribution.Quantile(waits, 0.5),
            Distribution.Quantile(waits, 0.95),
            tasks.Count == 0 ? null : (double)sent / tasks.Count,
            own.Count(request => request.Timeline.Any(entry => entry.What == "unfilled")),
            own.Count(request => request.State == RequestState.Referred),
            Distribution.Gini(people.Select(person => CallsTo(person, lane))),
            Distribution.Quantile(tasks.Where(task => task.TravelMinutes is not null).Select(task => (double)task.TravelMinutes!.Value), 0.5),
            violations);
    }

    private int CallsTo(string person, Lane? lane) => lane is { } one
        ? calls.GetValueOrDefault((one, person))
        : Enum.GetValues<Lane>().Sum(each => calls.GetValueOrDefault((each, person)));
}
