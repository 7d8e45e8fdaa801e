using System.Buffers;
using System.Security.Cryptography;
using Dispatch.Web.Hosting;

namespace Dispatch.Web.Requests;

/// <summary>A resident's case code, 60 bits spelled in Crockford's base 32 as <c>XXXX-XXXX-XXXX</c>, and the request id it leads to.</summary>
/// <remarks>The code is the resident's only credential. No index is kept: the id is a keyed hash of the code, so ids tell nothing of codes.</remarks>
internal sealed class CaseCodes(ServerSecret secret)
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static readonly SearchValues<char> IdLetters = SearchValues.Create("0123456789abcdefghjkmnpqrstvwxyz");
    private const int Length = 12;
    private const int IdLength = 20;

    /// <summary>A new code that nobody can guess.</summary>
    public static string New() => Group(Spell(RandomNumberGenerator.GetBytes(8), Length));

    /// <summary>The code that a repetition under the same key gets again. The scope keeps one account's keys apart from another's.</summary>
    public string ForKey(string scope, string key) => Group(Spell(secret.Derive("case-code", $"{scope}\0{key}"), Length));

    /// <summary>The id of the request that a code as typed leads to; null when it is no code.</summary>
    /// <remarks>Case, dashes and blanks do not matter; O is read as 0, I and L as 1.</remarks>
    public string? RequestId(string? typed) => Normal(typed) is { } code
        ? string.Create(IdLength + 1, secret.Derive("request-id", code), static (id, hash) => Lower("R" + Spell(hash, IdLength), id))
        : null;

    /// <summary>Whether a text has the shape of a request id, so that nonsense wakes no actor.</summary>
    public static bool IsRequestId(string text) =>
        text.Length == IdLength + 1 && text[0] == 'r' && text.AsSpan(1).IndexOfAnyExcept(IdLetters) < 0;

    private static string? Normal(string? typed)
    {
        if (typed is not { Length: > 0 and <= 40 })
        {
            return null;
        }

        Span<char> code = stackalloc char[Length];
        var length = 0;
        foreach (var letter in typed)
        {
            if (letter is '-' or ' ' or '–' or '－' or '　')
            {
                continue;
            }

            var read = char.ToUpperInvariant(letter) switch { 'O' => '0', 'I' or 'L' => '1', var other => other };
            if (length == Length || !Alphabet.Contains(read, StringComparison.Ordinal))
            {
                return null;
            }

            code[length++] = read;
        }

        return length == Length ? new string(code) : null;
    }

    private static string Group(string code) => $"{code[..4]}-{code[4..8]}-{code[8..]}";

    private static void Lower(string text, Span<char> into) => text.AsSpan().ToLowerInvariant(into);

    /// <summary>Spells the first bits of the bytes, five to a letter.</summary>
    private static string Spell(ReadOnlySpan<byte> bytes, int letters)
    {
        Span<char> text = stackalloc char[letters];
        int held = 0, bits = 0, next = 0;
        for (var i = 0; i < letters; i++)
        {
            if (bits < 5)
            {
                held = (held << 8) | bytes[next++];
                bits += 8;
            }

            bits -= 5;
            text[i] = Alphabet[(held >> bits) & 31];
            held &= (1 << bits) - 1;
        }

        return new string(text);
    }
}
