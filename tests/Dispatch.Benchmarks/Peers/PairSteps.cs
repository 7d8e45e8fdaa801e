using System.Collections.Concurrent;

namespace Dispatch.Benchmarks.Peers;

/// <summary>How long the steps of pairs took: until the phone had the offer, until it was accepted, until the task was done.</summary>
internal sealed class PairSteps
{
    private readonly ConcurrentBag<(double Offer, double Accept, double Complete)> _pairs = [];

    public void Add(TimeSpan offer, TimeSpan accept, TimeSpan complete) =>
        _pairs.Add((offer.TotalMilliseconds, accept.TotalMilliseconds, complete.TotalMilliseconds));

    /// <summary>The medians in milliseconds of all that were added since the last time.</summary>
    public (double Offer, double Accept, double Complete) Take()
    {
        var pairs = _pairs.ToArray();
        _pairs.Clear();
        return (Median(each => each.Offer), Median(each => each.Accept), Median(each => each.Complete));

        double Median(Func<(double Offer, double Accept, double Complete), double> step) => Figures.Middle([.. pairs.Select(step).Order()]);
    }
}
