using System.Globalization;
using Dispatch.Contracts;
using Dispatch.Contracts.Requests;

namespace Dispatch.Domain.Requests;

/// <summary>Bounds on what people type. Lines and tabs are allowed in descriptions; other control characters nowhere.</summary>
public static class TextRules
{
    /// <summary>Longest description, in UTF-16 units.</summary>
    public const int DescriptionMost = 2_000;

    /// <summary>Longest address.</summary>
    public const int AddressMost = 300;

    /// <summary>Longest alias.</summary>
    public const int AliasMost = 60;

    /// <summary>Longest contact.</summary>
    public const int ContactMost = 100;

    /// <summary>Longest reason or note.</summary>
    public const int ReasonMost = 300;

    /// <summary>Longest code of a service, area or station.</summary>
    public const int CodeMost = 64;

    public static Refusal? Check(RequestDraft draft) =>
        Check("service", draft.Service, CodeMost)
        ?? Check("description", draft.Description, DescriptionMost, lines: true)
        ?? Check("address", draft.Address, AddressMost)
        ?? Check("alias", draft.Alias, AliasMost)
        ?? Check("contact", draft.Contact, ContactMost)
        ?? Check("area", draft.Area, CodeMost)
        ?? Check("stationId", draft.StationId, CodeMost);

    /// <summary>A reason or note of at most 300 characters; required: not blank.</summary>
    public static Refusal? CheckReason(string? reason, bool required, string field = "reason") =>
        required && string.IsNullOrWhiteSpace(reason)
            ? new Refusal(RefusalCode.ReasonRequired, $"The command needs a '{field}'.", field)
            : Check(field, reason, ReasonMost, lines: true);

    public static Refusal? Check(string field, string? text, int most, bool lines = false)
    {
        if (text is null)
        {
            return null;
        }

        if (text.Length > most)
        {
            return new Refusal(RefusalCode.InputTooLarge, $"The field '{field}' holds {text.Length} characters, at most {most} are allowed.", field);
        }

        return text.Any(letter => !Allowed(letter, lines)) || !WellFormed(text)
            ? new Refusal(RefusalCode.InputInvalid, $"The field '{field}' holds a character that is not text.", field)
            : null;
    }

    // Bidirectional overrides can make a board show something other than what was typed.
    private static bool Allowed(char letter, bool lines) =>
        (lines && letter is '\n' or '\r' or '\t')
        || (!char.IsControl(letter) && letter is not ((>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\uFFFE' or '\uFFFF'));

    private static bool WellFormed(string text)
    {
        for (var index = 0; index < text.Length; index++)
        {
            if (char.IsHighSurrogate(text[index]) && index + 1 < text.Length && char.IsLowSurrogate(text[index + 1]))
            {
                index++;
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(text[index]) == UnicodeCategory.Surrogate)
            {
                return false;
            }
        }

        return true;
    }
}
