using System.Collections.Immutable;
using Dispatch.Contracts;
using Dispatch.Contracts.Emergencies;
using Dispatch.Contracts.Requests;

namespace Dispatch.Domain.Requests;

/// <summary>What a High-risk request and its emergency tell each other.</summary>
public static class EmergencyNewsRules
{
    /// <summary>Codes of the timeline by which the resident reads how it ended.</summary>
    public static readonly ImmutableArray<string> OutcomeWords = [.. Enum.GetValues<Outcome>().Select(WordOf)];

    /// <summary>Whether the emergency has to know of this request at all.</summary>
    public static bool Concerns(Request request) => (request.Level == RiskLevel.HighRisk || request.Dangers > 0) && request.ReducedAt is null;

    /// <summary>The request as its emergency has to know it: no words, no place, no name.</summary>
    public static RequestNews News(Request request) => new(
        request.Id,
        request.Version,
        request.Attempt,
        request.Need.StationId,
        request.Need.Service,
        request.Need.Area,
        request.Running,
        request.ErasedAt is not null,
        [.. Team(request)],
        request.Dangers,
        request.Owner)
    {
        Barred = request.Demand?.Conflicts ?? [],
    };

    /// <summary>Where to go, also once the request has ended, for a team may still be out; null when it was deleted. The emergency judges who is shown it.</summary>
    public static ScenePlace? Place(Request request) => request.ErasedAt is not null
        ? null
        : new ScenePlace(request.Need.Area, request.Need.Position, request.Need.Address, request.Need.Alias, request.Need.Contact);

    /// <summary>Enters the outcome where the resident reads what happened; the same one told again changes nothing.</summary>
    public static Request Tell(Request request, Outcome outcome, DateTimeOffset at) =>
        request.Timeline.Any(entry => entry.At == at && OutcomeWords.Contains(entry.What))
            ? request
            : request.Told(at, WordOf(outcome), Actor.System.Account);

    /// <summary>Counsellors who stand or are asked, each once and as far as it got. Volunteers have no part in an emergency.</summary>
    private static IEnumerable<TeamNews> Team(Request request)
    {
        var assigned = request.Assignments.Where(each => each.Kind == ResponderKind.Counsellor && each.Attempt == request.Attempt)
            .GroupBy(each => each.ResponderId).Select(each => each.Last()).ToList();
        var asked = request.Pending().Where(each => each.Kind == ResponderKind.Counsellor && assigned.TrueForAll(it => it.ResponderId != each.ResponderId));
        return assigned.Select(each => new TeamNews(each.ResponderId, each.CrisisQualified, Seen: true, each.State, each.OfferId))
            .Concat(asked.Select(each => new TeamNews(each.ResponderId, each.CrisisQualified, each.SeenAt is not null, State: null, each.Id)));
    }

    private static string WordOf(Outcome outcome) => outcome switch
    {
        Outcome.SafeWithOwn => "outcome-safe-with-own",
        Outcome.WithCounsellor => "outcome-with-counsellor",
        Outcome.WithHealth => "outcome-with-health",
        Outcome.WithPolice => "outcome-with-police",
        Outcome.NotFound => "outcome-not-found",
        _ => "outcome-no-danger",
    };
}
