namespace Dispatch.Domain.Catalogue;

/// <summary>Finds all of many phrases in one pass over a text (Aho and Corasick, CACM 18:6, 1975), at one table step per character.</summary>
internal sealed class PhraseAutomaton
{
    /// <summary>Most states: a step is stored in 16 bits.</summary>
    public const int MostStates = ushort.MaxValue;

    private readonly ushort[] symbols = new ushort[char.MaxValue + 1];
    private readonly ushort[] steps;
    private readonly int[][] ends;
    private readonly int width;

    /// <summary>Builds the table. Phrases are not empty, and the sum of their lengths is below <see cref="MostStates"/>.</summary>
    public PhraseAutomaton(IReadOnlyList<string> phrases)
    {
        width = NumberSymbols(phrases);
        var states = phrases.Sum(phrase => phrase.Length) + 1;
        steps = new ushort[states * width];
        ends = new int[states][];
        Array.Fill(ends, []);
        var used = Plant(phrases);
        Connect(used);
    }

    /// <summary>Calls <paramref name="found"/> with the number of each phrase found and the index just after it.</summary>
    public void Scan(ReadOnlySpan<char> text, Action<int, int> found)
    {
        var state = 0;
        for (var at = 0; at < text.Length; at++)
        {
            state = steps[(state * width) + symbols[text[at]]];
            foreach (var phrase in ends[state])
            {
                found(phrase, at + 1);
            }
        }
    }

    // Symbol 0 stands for every character that no phrase contains.
    private int NumberSymbols(IReadOnlyList<string> phrases)
    {
        var next = 1;
        foreach (var letter in phrases.SelectMany(phrase => phrase))
        {
            if (symbols[letter] == 0)
            {
                symbols[letter] = (ushort)next++;
            }
        }

        return next;
    }

    private int Plant(IReadOnlyList<string> phrases)
    {
        var used = 1;
        for (var number = 0; number < phrases.Count; number++)
        {
            var state = 0;
            foreach (var letter in phrases[number])
            {
                ref var step = ref steps[(state * width) + symbols[letter]];
                step = step == 0 ? (ushort)used++ : step;
                state = step;
            }

            ends[state] = [.. ends[state], number];
        }

        return used;
    }

    /// <summary>Breadth first: a state's missing steps are those of its longest proper suffix, which is nearer to the root and so complete.</summary>
    private void Connect(int used)
    {
        var suffix = new int[used];
        var queue = new Queue<int>();
        for (var symbol = 0; symbol < width; symbol++)
        {
            if (steps[symbol] != 0)
            {
                queue.Enqueue(steps[symbol]);
            }
        }

        while (queue.TryDequeue(out var state))
        {
            ends[state] = [.. ends[state], .. ends[suffix[state]]];
            for (var symbol = 0; symbol < width; symbol++)
            {
                ref var step = ref steps[(state * width) + symbol];
                var inherited = steps[(suffix[state] * width) + symbol];
                if (step == 0)
                {
                    step = inherited;
                }
                else
                {
                    suffix[step] = inherited;
                    queue.Enqueue(step);
                }
            }
        }
    }
}
