using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;

namespace Dispatch.Domain.Accounts;

/// <summary>The pieces of which stolen passwords are made: words, names, dates, rows of keys, and figures that mean something.</summary>
/// <remarks>
/// Lists of stolen passwords are long because people put a few pieces together in many ways. So the pieces are listed, and a password is refused
/// when at most three of them, single other characters included and separators left out, make up the whole. Four words that nobody else would put
/// together are a good password.
/// </remarks>
public sealed class CommonWords
{
    /// <summary>Pieces, or single characters that belong to none, up to which a password counts as guessed.</summary>
    private const int FewPieces = 3;

    private const int ShortestRun = 3;

    private const string Separators = " -_./";

    private static readonly FrozenDictionary<char, char> Leet = new Dictionary<char, char>
    {
        ['4'] = 'a', ['@'] = 'a', ['3'] = 'e', ['1'] = 'i', ['!'] = 'i', ['0'] = 'o', ['$'] = 's', ['5'] = 's', ['7'] = 't', ['+'] = 't',
    }.ToFrozenDictionary();

    private static readonly string[] Rows =
    [
        "abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "qazwsxedcrfvtgbyhnujmikolp", "1q2w3e4r5t6y7u8i9o0p",
        "147258369", "159357", "789456123", "741852963",
    ];

    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _words;

    private CommonWords(IEnumerable<string> words)
    {
        var all = words.ToFrozenSet(StringComparer.Ordinal);
        _words = all.GetAlternateLookup<ReadOnlySpan<char>>();
        Count = all.Count;
        LongestWord = all.Max(word => word.Length);
    }

    public int Count { get; }

    private int LongestWord { get; }

    /// <summary>Reads the data file: an object whose arrays hold words, separated by spaces within each text.</summary>
    public static CommonWords Parse(string json)
    {
        using var file = JsonDocument.Parse(json);
        return new CommonWords(file.RootElement.GetProperty("words").EnumerateObject()
            .SelectMany(group => group.Value.EnumerateArray())
            .SelectMany(text => text.GetString()!.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
    }

    /// <summary>Whether few common pieces, and those of the own words, make up the whole password.</summary>
    public bool Covers(string password, IReadOnlyCollection<string> own)
    {
        var plain = string.Concat(password.ToLower(CultureInfo.InvariantCulture).Where(letter => !Separators.Contains(letter)));
        return Pieces(plain[..Period(plain)], own) <= FewPieces;
    }

    /// <summary>The least number of pieces that make up a text, digits in place of letters looked through.</summary>
    private int Pieces(string text, IReadOnlyCollection<string> own)
    {
        var letters = Unleet(text);
        var least = new int[text.Length + 1];
        for (var end = 1; end <= text.Length; end++)
        {
            least[end] = least[end - 1] + 1;
            for (var start = end - 2; start >= 0; start--)
            {
                if (least[start] + 1 < least[end] && (IsPiece(text.AsSpan(start, end - start), own) || IsWord(letters.AsSpan(start, end - start), own)))
                {
                    least[end] = least[start] + 1;
                }
            }
        }

        return least[^1];
    }

    private bool IsPiece(ReadOnlySpan<char> part, IReadOnlyCollection<string> own) => IsWord(part, own) || IsRun(part) || IsDate(part);

    private bool IsWord(ReadOnlySpan<char> part, IReadOnlyCollection<string> own)
    {
        if (part.Length <= LongestWord && _words.Contains(part))
        {
            return true;
        }

        foreach (var word in own)
        {
            if (part.SequenceEqual(word))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>One character again and again, or a row of keys, letters or digits, forwards or backwards.</summary>
    private static bool IsRun(ReadOnlySpan<char> part)
    {
        if (part.TrimStart(part[0]).IsEmpty)
        {
            return true;
        }

        if (part.Length < ShortestRun)
        {
            return false;
        }

        Span<char> backwards = stackalloc char[part.Length];
        part.CopyTo(backwards);
        backwards.Reverse();
        foreach (var row in Rows)
        {
            if (row.AsSpan().Contains(part, StringComparison.Ordinal) || row.AsSpan().Contains(backwards, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A year of living memory, a day of the year, or both in either order.</summary>
    private static bool IsDate(ReadOnlySpan<char> part) => part.Length switch
    {
        4 => IsYear(part) || IsDay(part),
        6 => IsDay(part[2..]) && char.IsAsciiDigit(part[0]) && char.IsAsciiDigit(part[1]),
        8 => (IsYear(part[..4]) && IsDay(part[4..])) || (IsDay(part[..4]) && IsYear(part[4..])),
        _ => false,
    };

    private static bool IsYear(ReadOnlySpan<char> part) => IsBetween(part, 1900, 2099);

    private static bool IsDay(ReadOnlySpan<char> part) =>
        (IsBetween(part[..2], 1, 12) && IsBetween(part[2..], 1, 31)) || (IsBetween(part[..2], 1, 31) && IsBetween(part[2..], 1, 12));

    private static bool IsBetween(ReadOnlySpan<char> digits, int least, int most) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most;

    /// <summary>The length of the shortest part whose repetition, the last one perhaps cut off, is the whole text.</summary>
    private static int Period(string text)
    {
        for (var length = 1; length <= text.Length / 2; length++)
        {
            if (text.AsSpan(length).SequenceEqual(text.AsSpan(0, text.Length - length)))
            {
                return length;
            }
        }

        return text.Length;
    }

    private static string Unleet(string text) => string.Concat(text.Select(letter => Leet.GetValueOrDefault(letter, letter)));
}
