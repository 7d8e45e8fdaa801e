using Dispatch.Contracts.Matching;
using Dispatch.Contracts.Responders;

namespace Dispatch.Domain.Matching;

/// <summary>Capacity at the time of a task: which of the places taken meet it.</summary>
public static class Room
{
    /// <summary>The way from one planned task to the next; ours.</summary>
    private static readonly TimeSpan Between = TimeSpan.FromMinutes(30);

    /// <summary>The most places that are needed at one moment, by plan.</summary>
    public static int Peak(ReadOnlySpan<TakenPlace> taken)
    {
        var peak = 0;
        foreach (var place in taken)
        {
            var together = 0;
            foreach (var other in taken)
            {
                together += other.From <= place.From && place.From < other.To ? 1 : 0;
            }

            peak = Math.Max(peak, together);
        }

        return peak;
    }

    internal static bool IsFull(ResponderCard card, MatchQuery query, DateTimeOffset now)
    {
        if (card.Load < card.Profile.Capacity)
        {
            return false;
        }

        // Proposals on their way have no time of their own: they count whenever open offers do.
        var met = query.Patient ? 0 : Untimed(card);
        foreach (var place in card.Taken.AsSpan())
        {
            met += Meets(place, query, now) && !(query.Patient && place.Open) ? 1 : 0;
        }

        return met >= card.Profile.Capacity;
    }

    /// <summary>Whether the card has room for a task within the next 2 h, or may have it by the time of asking.</summary>
    internal static bool MayTakeSoon(ResponderCard card)
    {
        if (card.Load < card.Profile.Capacity)
        {
            return true;
        }

        // What began soon after the last call is soon or running at every later moment.
        var (met, soon) = (Untimed(card), (card.LastCallAt ?? DateTimeOffset.MinValue) + Gates.CalmAfter);
        foreach (var place in card.Taken.AsSpan())
        {
            met += place.From < soon ? 1 : 0;
        }

        return met < card.Profile.Capacity;
    }

    private static int Untimed(ResponderCard card) => card.Load - card.Taken.AsSpan().Length;

    /// <summary>A task now waits for whatever runs or starts within 2 h; a planned one for what is planned for its time.</summary>
    private static bool Meets(TakenPlace place, MatchQuery query, DateTimeOffset now)
    {
        var (start, end) = (TaskSpan.Start(query, now), TaskSpan.End(query, now));
        if (TaskSpan.IsSoon(query, now))
        {
            return place.From < end || place.From < now + Gates.CalmAfter;
        }

        return place.From < end + Between && start < place.To + Between;
    }
}
