using Dispatch.Domain.Requests;
using Dispatch.Simulation.History;

namespace Dispatch.Simulation.Checkers;

/// <summary>
/// An outbox tells one responder one thing about one offer, and at quiet it holds nothing old. Acknowledgements are held in memory until the
/// next commit, so whoever asks at quiet has each open request commit something first.
/// </summary>
internal sealed class OutboxChecker : Checker
{
    /// <summary>A message is repeated every two seconds; without faults the second one arrives.</summary>
    private static readonly TimeSpan Acknowledged = TimeSpan.FromSeconds(5);

    private readonly Dictionary<(string Request, long Number), DateTimeOffset> since = [];

    protected override string Promise => "Outbox";

    public override void See(Happening happening, Truth before)
    {
        if (happening is not RequestKept { State: { } request })
        {
            return;
        }

        foreach (var item in request.Outbox)
        {
            since.TryAdd((request.Id, item.Number), happening.At);
        }

        Holds(
            request.Outbox.DistinctBy(item => item.OfferId).Count() == request.Outbox.Length,
            happening.At,
            () => $"{request.Id} tells one responder two things about one offer.");
    }

    public override void Still(Stillness still, Truth truth)
    {
        foreach (var request in truth.Requests.Values.Where(request => !request.Closed))
        {
            var old = request.Outbox.Where(item => since[(request.Id, item.Number)] + Acknowledged < still.At).ToList();
            Holds(old.Count == 0, still.At, () => $"{request.Id} still has to tell {string.Join(' ', old.Select(Tell))}.");
        }
    }

    private static string Tell(OutboxItem item) => $"{item.ResponderId}:{item.Kind}";
}
