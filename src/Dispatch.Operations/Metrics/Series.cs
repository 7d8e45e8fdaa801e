namespace Dispatch.Operations.Metrics;

/// <summary>The values of one metric under one set of labels.</summary>
/// <param name="labels">The labels as they are written.</param>
/// <param name="bounds">Those of a histogram; empty for a single value.</param>
internal sealed class Series(string labels, double[] bounds)
{
    private readonly long[] _counts = bounds.Length == 0 ? [] : new long[bounds.Length + 1];
    private double _sum;
    private long _round;

    public string Labels => labels;

    public double Value
    {
        get
        {
            lock (this)
            {
                return _sum;
            }
        }
    }

    /// <summary>Adds to a sum.</summary>
    public void Add(double value)
    {
        lock (this)
        {
            _sum += value;
        }
    }

    /// <summary>Puts a value into a histogram.</summary>
    public void Record(double value)
    {
        var index = Array.BinarySearch(bounds, value);
        lock (this)
        {
            _counts[index < 0 ? ~index : index]++;
            _sum += value;
        }
    }

    /// <summary>Takes what an observable instrument says in a round of asking; several that say the same thing add up.</summary>
    public void Observe(double value, long round)
    {
        lock (this)
        {
            _sum = _round == round ? _sum + value : value;
            _round = round;
        }
    }

    /// <summary>Whether the value was said in this round; what nobody says any more is not shown.</summary>
    public bool IsOf(long round)
    {
        lock (this)
        {
            return _round == round;
        }
    }

    public (Distribution Values, double Sum) Take()
    {
        lock (this)
        {
            return (new(bounds, [.. _counts]), _sum);
        }
    }
}
