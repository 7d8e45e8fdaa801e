using System.Collections.Immutable;
using Dispatch.Contracts;

namespace Dispatch.Domain.Catalogue;

/// <summary>The words of data/cues.json that raise a request's level. Immutable; one per process.</summary>
/// <remarks>Negation and quotation are not read: "I do not want to die" is a hit. A hit raises, never lowers, never blocks.</remarks>
public sealed class CueList
{
    private readonly CueText shape;
    private readonly ImmutableArray<Cue> cues;
    private readonly List<(string Text, int Cue)> phrases = [];
    private readonly PhraseAutomaton automaton;

    internal CueList(CueText shape, ImmutableArray<Cue> cues)
    {
        this.shape = shape;
        this.cues = cues;
        for (var number = 0; number < cues.Length; number++)
        {
            foreach (var normal in cues[number].Phrases)
            {
                phrases.Add((normal, number));

                // Hashtags and letters typed one by one lose the spaces between words.
                if (normal.Contains(' ', StringComparison.Ordinal))
                {
                    phrases.Add((normal.Replace(" ", "", StringComparison.Ordinal), number));
                }
            }
        }

        automaton = new PhraseAutomaton([.. phrases.Select(phrase => phrase.Text)]);
    }

    /// <summary>Reads the text of data/cues.json.</summary>
    /// <exception cref="DataFaultsException">Names every fault with its path.</exception>
    public static CueList Parse(string json) => DataFile.Read("cues.json", json, CueReader.Read);

    /// <summary>What the words say: the highest level of all hits, and their categories. Never says which words, so that it can be logged.</summary>
    public CueFinding Find(string? words) => FindAny([words]);

    /// <summary>What several texts say together, each read by itself: no phrase begins in one and ends in another.</summary>
    public CueFinding FindAny(ReadOnlySpan<string?> texts)
    {
        var hits = 0UL;
        foreach (var words in texts)
        {
            hits |= string.IsNullOrWhiteSpace(words) ? 0 : Hits(words);
        }

        return hits == 0 ? CueFinding.None : Describe(hits);
    }

    private ulong Hits(string words)
    {
        var text = shape.Normalise(words);
        var hits = 0UL;
        automaton.Scan(text, (phrase, end) =>
        {
            var (wording, cue) = phrases[phrase];
            if (IsWhole(text, end - wording.Length, end))
            {
                hits |= 1UL << cue;
            }
        });
        return hits;
    }

    // A word of a spaced script counts only as a whole: "skill" holds no "kill".
    private static bool IsWhole(string text, int from, int end) =>
        (from == 0 || !(CueText.IsSpaced(text[from]) && CueText.IsSpaced(text[from - 1])))
        && (end == text.Length || !(CueText.IsSpaced(text[end - 1]) && CueText.IsSpaced(text[end])));

    private CueFinding Describe(ulong hits)
    {
        var found = cues.Where((_, number) => (hits & (1UL << number)) != 0).ToList();
        return new CueFinding(found.Max(cue => cue.Level), [.. found.Select(cue => cue.Category).Distinct()]);
    }
}

/// <summary>One row of the cue list: normalised phrases and the level they raise to.</summary>
internal sealed record Cue(string Code, string Category, RiskLevel Level, ImmutableArray<string> Phrases);

/// <summary>What the cue list found: the level it raises to (General: nothing found) and the categories in the order of the list.</summary>
public sealed record CueFinding(RiskLevel Level, ImmutableArray<string> Categories)
{
    /// <summary>Nothing found.</summary>
    public static readonly CueFinding None = new(RiskLevel.General, []);
}
