using System.Globalization;
using System.Text;
using Dispatch.Contracts;

namespace Dispatch.Domain.Accounts;

/// <summary>Which passwords may be set: long ones that nobody guesses, and nothing about their make-up (NIST SP 800-63B, 3.1.1.2).</summary>
public static class PasswordRules
{
    public const int Shortest = 12;
    public const int Longest = 200;

    /// <summary>A word of an account or station shorter than this is in too many other words to be told apart.</summary>
    private const int ShortestContext = 3;

    /// <summary>The password in the one form that is hashed, NFKC; null when it is no text.</summary>
    public static string? Normal(string? password)
    {
        try
        {
            return password?.Normalize(NormalizationForm.FormKC);
        }
        catch (ArgumentException)
        {
            // Half of a surrogate pair.
            return null;
        }
    }

    /// <summary>Why a normal password may not be set; null: it may.</summary>
    /// <param name="password">The password, normal.</param>
    /// <param name="common">The list of what is guessed first.</param>
    /// <param name="context">Names of account, person, station and product.</param>
    public static Refusal? Refuse(string? password, CommonWords common, IEnumerable<string> context)
    {
        if (password is null || password.Any(char.IsControl))
        {
            return Of(RefusalCode.InputInvalid, "The password is no text, or holds control characters.");
        }

        var length = password.EnumerateRunes().Count();
        if (length < Shortest)
        {
            return Of(RefusalCode.PasswordTooShort, $"The password has fewer than {Shortest} characters.");
        }

        if (length > Longest)
        {
            return Of(RefusalCode.PasswordTooLong, $"The password has more than {Longest} characters.");
        }

        if (common.Covers(password, []))
        {
            return Of(RefusalCode.PasswordCommon, "The password is made of few common pieces.");
        }

        var own = context.SelectMany(Words).Distinct(StringComparer.Ordinal).ToList();
        return common.Covers(password, own) ? Of(RefusalCode.PasswordContext, "The password is made of the account's own names.") : null;
    }

    /// <summary>A name as a whole and in parts, in lower case.</summary>
    private static IEnumerable<string> Words(string name)
    {
        var lower = (Normal(name) ?? "").ToLower(CultureInfo.InvariantCulture);
        return lower.Split([' ', '.', '-', '_', '@', '·', '（', '）', '(', ')'], StringSplitOptions.RemoveEmptyEntries)
            .Append(string.Concat(lower.Where(char.IsLetterOrDigit)))
            .Where(word => word.Length >= ShortestContext || (word.Length > 1 && !char.IsAscii(word[0])));
    }

    private static Refusal Of(RefusalCode code, string detail) => new(code, detail, "password");
}
