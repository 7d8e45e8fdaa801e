namespace Dispatch.Domain.Matching;

/// <summary>Those who wait to be judged by their cards, each with the best score that it could have.</summary>
internal ref struct Waiting(Span<Candidate> list)
{
    private readonly Span<Candidate> list = list;
    private int count;

    public readonly bool IsFull => count == list.Length;

    public void Add(Candidate candidate) => list[count++] = candidate;

    /// <summary>Takes the most promising out; false, and nobody waits any longer, when none reaches the bar.</summary>
    public bool TryTake(double bar, out Candidate candidate)
    {
        candidate = default;
        if (count == 0)
        {
            return false;
        }

        var first = 0;
        for (var i = 1; i < count; i++)
        {
            first = list[i].Score > list[first].Score ? i : first;
        }

        candidate = list[first];
        var isPromising = !(candidate.Score < bar);
        count = isPromising ? count - 1 : 0;
        list[first] = list[count];
        return isPromising;
    }

    /// <summary>Lets go of all who stay below the bar.</summary>
    public void Prune(double bar)
    {
        var kept = 0;
        for (var i = 0; i < count; i++)
        {
            if (!(list[i].Score < bar))
            {
                list[kept++] = list[i];
            }
        }

        count = kept;
    }
}
