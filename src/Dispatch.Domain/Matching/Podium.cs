using Dispatch.Contracts.Responders;

namespace Dispatch.Domain.Matching;

/// <summary>The best so far, best first.</summary>
internal ref struct Podium(ReadOnlySpan<ResponderCard?> cards, Span<Candidate> best)
{
    private readonly ReadOnlySpan<ResponderCard?> cards = cards;
    private readonly Span<Candidate> best = best;

    public int Count { get; private set; }

    /// <summary>Whoever stays below this score cannot enter.</summary>
    public readonly double Bar => Count == best.Length ? best[^1].Score : double.NegativeInfinity;

    /// <summary>Takes the candidate in where it belongs, if it belongs here.</summary>
    public void Enter(Candidate candidate)
    {
        if (Count == best.Length && !IsBefore(candidate, best[^1]))
        {
            return;
        }

        var (low, high) = (0, Math.Min(Count, best.Length - 1));
        var last = high;
        while (low < high)
        {
            var middle = (low + high) >> 1;
            (low, high) = IsBefore(candidate, best[middle]) ? (low, middle) : (middle + 1, high);
        }

        best[low..last].CopyTo(best[(low + 1)..]);
        best[low] = candidate;
        Count = last + 1;
    }

    private readonly bool IsBefore(Candidate one, Candidate other) =>
        one.Score > other.Score || (one.Score == other.Score && Precedence.Compare(cards[one.Slot]!, cards[other.Slot]!) < 0);
}
