using Dispatch.Contracts.Matching;
using Dispatch.Contracts.Responders;

namespace Dispatch.Domain.Matching;

/// <summary>What is told of a responder: its place in a ranking, or why and why not.</summary>
internal static class Views
{
    public static Score Score(ResponderCard card, MatchQuery query, DateTimeOffset now) => new(card, query, Matching.Score.Metres(card, query), now);

    public static Ranked Ranked(ResponderCard card, MatchQuery query, DateTimeOffset now)
    {
        var score = Score(card, query, now);
        var profile = card.Profile;
        return new(
            profile.Id, profile.Kind, profile.Name, profile.StationId, score.Total, Metres(score), Minutes(score), score.Factors(), profile.CrisisQualified);
    }

    public static CandidateView Explained(ResponderCard card, MatchQuery query, DateTimeOffset now)
    {
        var score = Score(card, query, now);
        var profile = card.Profile;
        var failed = Gates.Check(card, query, now);
        return new(
            profile.Id, profile.Name, profile.Kind, profile.StationId, failed.IsEmpty, score.Total, Metres(score), Minutes(score), score.Factors(), failed);
    }

    private static int? Metres(Score score) => score.DistanceMetres is { } metres ? (int)Math.Round(metres) : null;

    private static int? Minutes(Score score) => score.Minutes is { } minutes ? TravelTime.Shown(minutes) : null;
}
