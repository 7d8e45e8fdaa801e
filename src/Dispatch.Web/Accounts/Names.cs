using System.Globalization;
using System.Text;

namespace Dispatch.Web.Accounts;

/// <summary>What people are called.</summary>
internal static class Names
{
    private const int Longest = 64;

    /// <summary>Why a text is no name; null: it is one of 1 to 64 characters, none of which steers text or hides in it.</summary>
    public static Refusal? Refuse(string? name, string field) =>
        name?.Trim() is { Length: > 0 and <= Longest } text && text.EnumerateRunes().All(rune => !IsSteering(rune))
            ? null
            : new Refusal(RefusalCode.InputInvalid, $"'{field}' must have 1..{Longest} characters without control characters.", field);

    /// <summary>Whether a character steers text or hides in it.</summary>
    public static bool IsSteering(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse;
}
