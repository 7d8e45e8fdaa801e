namespace Dispatch.Domain.Demo;

/// <summary>Chance that depends on nothing but a seed, a subject and the number of the draw, so that a demonstration can be repeated.</summary>
/// <remarks>The mixing step is that of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014); the subject enters by FNV-1a.</remarks>
internal readonly struct Dice
{
    private readonly ulong key;

    public Dice(long seed, string subject)
    {
        key = 14_695_981_039_346_656_037UL ^ (ulong)seed;
        foreach (var letter in subject)
        {
            key = (key ^ letter) * 1_099_511_628_211UL;
        }
    }

    /// <summary>A number from 0 to below 1.</summary>
    public double Unit(int draw)
    {
        var mixed = key + ((ulong)(draw + 1) * 0x9E3779B97F4A7C15UL);
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9UL;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL;
        return ((mixed ^ (mixed >> 31)) >> 11) * (1.0 / (1UL << 53));
    }

    /// <summary>Whether something of this probability happens.</summary>
    public bool Happens(int draw, double probability) => Unit(draw) < probability;

    /// <summary>A whole number from <paramref name="least"/> to <paramref name="most"/>, both included.</summary>
    public int Whole(int draw, int least, int most) => least + (int)(Unit(draw) * (most - least + 1));

    /// <summary>A standard normal number (Box and Muller); takes this draw and the next.</summary>
    public double Normal(int draw) => Math.Sqrt(-2 * Math.Log(1 - Unit(draw))) * Math.Cos(2 * Math.PI * Unit(draw + 1));

    /// <summary>Which of the weights the draw falls on.</summary>
    public int Pick(int draw, IReadOnlyList<double> weights)
    {
        var rest = Unit(draw) * weights.Sum();
        for (var index = 0; index < weights.Count - 1; index++)
        {
            rest -= weights[index];
            if (rest < 0)
            {
                return index;
            }
        }

        return weights.Count - 1;
    }
}
