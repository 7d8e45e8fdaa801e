namespace Dispatch.Benchmarks.Matching;

/// <summary>The random numbers of every peer (splitmix64), so that all draw the same city.</summary>
internal sealed class SplitMix(ulong seed)
{
    private ulong state = seed;

    public double Share() => (Next() >> 11) * (1.0 / (1UL << 53));

    public int Below(int n) => (int)(Share() * n);

    public double Gauss()
    {
        var (a, b) = (Share(), Share());
        return Math.Sqrt(-2 * Math.Log(1 - a)) * Math.Cos(2 * Math.PI * b);
    }

    private ulong Next()
    {
        var z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
