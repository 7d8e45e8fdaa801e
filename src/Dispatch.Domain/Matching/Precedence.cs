using Dispatch.Contracts.Responders;

namespace Dispatch.Domain.Matching;

/// <summary>Who comes first among equals: the longest idle (never called is longest), then the id in ordinal order.</summary>
internal static class Precedence
{
    /// <summary>Negative when the first responder with its score comes before the second.</summary>
    public static int Compare(double score, ResponderCard card, double otherScore, ResponderCard other)
    {
        var byScore = otherScore.CompareTo(score);
        return byScore != 0 ? byScore : Compare(card, other);
    }

    public static int Compare(ResponderCard card, ResponderCard other)
    {
        var byIdle = (card.LastCallAt ?? DateTimeOffset.MinValue).CompareTo(other.LastCallAt ?? DateTimeOffset.MinValue);
        return byIdle != 0 ? byIdle : string.CompareOrdinal(card.Profile.Id, other.Profile.Id);
    }
}
