namespace Dispatch.Simulation.Chance;

/// <summary>One draw after another of the same subject, for things that are made in a fixed order.</summary>
internal sealed class Luck(long seed, string subject)
{
    private readonly Draw draw = new(seed, subject);
    private int next;

    /// <summary>A number from 0 to below 1.</summary>
    public double Unit() => draw.Unit(next++);

    /// <summary>Whether something of this probability happens.</summary>
    public bool Happens(double probability) => Unit() < probability;

    /// <summary>A whole number from <paramref name="least"/> to <paramref name="most"/>, both included.</summary>
    public int Whole(int least, int most) => least + (int)(Unit() * (most - least + 1));

    /// <summary>A number between the two.</summary>
    public double Between(double least, double most) => least + (Unit() * (most - least));

    /// <summary>A time between the two.</summary>
    public TimeSpan Span(double leastSeconds, double mostSeconds) => TimeSpan.FromSeconds(Between(leastSeconds, mostSeconds));

    /// <summary>A standard normal number.</summary>
    public double Normal()
    {
        next += 2;
        return draw.Normal(next - 2);
    }

    /// <summary>A span whose logarithm is normal: most are near the median, some are much longer.</summary>
    public TimeSpan LogNormal(double medianSeconds, double sigma) => TimeSpan.FromSeconds(medianSeconds * Math.Exp(sigma * Normal()));

    /// <summary>One of several.</summary>
    public T Of<T>(IReadOnlyList<T> several) => several[Whole(0, several.Count - 1)];
}
