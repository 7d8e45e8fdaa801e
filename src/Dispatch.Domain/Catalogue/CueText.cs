using System.Buffers;
using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Dispatch.Domain.Catalogue;

/// <summary>Brings descriptions and cue phrases into one shape, so that width, case, spacing and punctuation hide nothing.</summary>
/// <remarks>
/// NFKC, lower case, the list's own folds (traditional to simplified). Separators vanish beside Han characters and become one space between
/// words of spaced scripts; apostrophes and invisible characters vanish; letters typed one by one ("k i l l") are joined.
/// </remarks>
internal sealed class CueText(FrozenDictionary<char, char> folds)
{
    // CJK Radicals Supplement: from here on scripts are written without spaces.
    private const char FirstUnspaced = '\u2E80';

    public string Normalise(string text)
    {
        var source = Compose(text);
        var buffer = ArrayPool<char>.Shared.Rent((source.Length * 2) + 1);
        var length = 0;
        var word = 0;
        var gap = false;
        for (var at = 0; at < source.Length; at++)
        {
            var letter = Fold(source[at]);
            if (!char.IsLetterOrDigit(letter))
            {
                gap |= !IsSilent(letter);
                continue;
            }

            if (gap && length > 0 && IsSpaced(letter) && IsSpaced(buffer[length - 1]))
            {
                var alone = at + 1 == source.Length || !char.IsLetterOrDigit(Fold(source[at + 1]));
                if (!(alone && word == 1))
                {
                    buffer[length++] = ' ';
                }

                word = 0;
            }

            word = IsSpaced(letter) ? word + 1 : 0;
            buffer[length++] = letter;
            gap = false;
        }

        var normal = new string(buffer, 0, length);
        ArrayPool<char>.Shared.Return(buffer);
        return normal;
    }

    /// <summary>Whether the character belongs to a script that separates words by spaces, and is part of a word.</summary>
    public static bool IsSpaced(char letter) => letter < FirstUnspaced && letter != ' ';

    private char Fold(char letter)
    {
        // NFKC does this where the platform has Unicode data; where it has none, full-width Latin must not slip through.
        var narrow = letter is >= '\uFF01' and <= '\uFF5E' ? (char)(letter - 0xFEE0) : letter;
        var lower = char.ToLowerInvariant(narrow);
        return folds.TryGetValue(lower, out var folded) ? folded : lower;
    }

    private static bool IsSilent(char letter) =>
        letter is '\'' or '\u2019' or '\u2018' || char.GetUnicodeCategory(letter) is UnicodeCategory.Format or UnicodeCategory.NonSpacingMark;

    private static string Compose(string text)
    {
        if (Ascii.IsValid(text))
        {
            return text;
        }

        // Normalising throws on lone surrogates; a resident's words must not be lost for one broken character.
        var whole = text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') < 0 ? text : Repair(text);
        return whole.IsNormalized(NormalizationForm.FormKC) ? whole : whole.Normalize(NormalizationForm.FormKC);
    }

    private static string Repair(string text)
    {
        var repaired = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            repaired.Append(rune.ToString());
        }

        return repaired.ToString();
    }
}
