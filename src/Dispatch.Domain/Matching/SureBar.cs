namespace Dispatch.Domain.Matching;

/// <summary>The score that as many surely reach as are wanted, before anybody's card was read.</summary>
internal ref struct SureBar(Span<double> sure)
{
    private readonly Span<double> sure = sure;
    private int count;

    /// <summary>Whoever stays below it cannot be among the best.</summary>
    public double Score { get; private set; } = double.NegativeInfinity;

    /// <summary>Counts somebody who surely has this score; true when that raised the bar.</summary>
    public bool Raise(double score)
    {
        if (!(score > Score) || (count == sure.Length && !(score > sure[^1])))
        {
            return false;
        }

        var at = count < sure.Length ? count++ : count - 1;
        for (; at > 0 && sure[at - 1] < score; at--)
        {
            sure[at] = sure[at - 1];
        }

        sure[at] = score;
        if (count < sure.Length)
        {
            return false;
        }

        Score = sure[^1];
        return true;
    }
}
