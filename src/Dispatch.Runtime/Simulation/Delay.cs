namespace Dispatch.Runtime.Simulation;

/// <summary>How long something takes: a distribution from which each occurrence draws.</summary>
public sealed class Delay
{
    private readonly Func<Random, double>? _seconds;

    private Delay(Func<Random, double>? seconds)
    {
        _seconds = seconds;
    }

    /// <summary>It happens at once.</summary>
    public static Delay None { get; } = new(null);

    internal bool IsNone => _seconds is null;

    public static Delay Fixed(TimeSpan time) => new(_ => time.TotalSeconds);

    public static Delay Uniform(TimeSpan least, TimeSpan most) =>
        new(random => least.TotalSeconds + (random.NextDouble() * (most - least).TotalSeconds));

    public static Delay Exponential(TimeSpan mean) => new(random => -Math.Log(1 - random.NextDouble()) * mean.TotalSeconds);

    /// <summary>Half of the draws are below the median; sigma is the spread of the logarithm.</summary>
    public static Delay LogNormal(TimeSpan median, double sigma) => new(random => median.TotalSeconds * Math.Exp(sigma * Normal(random)));

    /// <summary>The first distribution, or with the given probability the second.</summary>
    public static Delay Mixed(Delay usual, Delay rare, double probability) =>
        new(random => (random.NextDouble() < probability ? rare : usual).Draw(random).TotalSeconds);

    public TimeSpan Draw(Random random) => _seconds is null ? TimeSpan.Zero : TimeSpan.FromSeconds(Math.Max(0, _seconds(random)));

    /// <summary>Box and Muller's transform.</summary>
    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
