namespace Dispatch.Simulation.Chance;

/// <summary>Chance that depends on nothing but a seed, a subject and the number of the draw: two runs and two policies meet the same luck.</summary>
/// <remarks>The mixing step is that of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014); the subject enters by FNV-1a.</remarks>
internal readonly struct Draw
{
    private readonly ulong key;

    public Draw(long seed, string subject)
    {
        key = 14_695_981_039_346_656_037UL ^ (ulong)seed;
        foreach (var letter in subject)
        {
            key = (key ^ letter) * 1_099_511_628_211UL;
        }
    }

    /// <summary>A number from 0 to below 1.</summary>
    public double Unit(int number)
    {
        var mixed = key + ((ulong)(number + 1) * 0x9E3779B97F4A7C15UL);
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9UL;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL;
        return ((mixed ^ (mixed >> 31)) >> 11) * (1.0 / (1UL << 53));
    }

    /// <summary>A standard normal number (Box and Muller); takes this draw and the next.</summary>
    public double Normal(int number) => Math.Sqrt(-2 * Math.Log(1 - Unit(number))) * Math.Cos(2 * Math.PI * Unit(number + 1));
}
