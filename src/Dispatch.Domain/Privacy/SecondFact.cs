using System.Security.Cryptography;
using System.Text;
using Dispatch.Contracts;
using Request = Dispatch.Domain.Requests.Request;

namespace Dispatch.Domain.Privacy;

/// <summary>
/// What a resident has to know beside the case code to take a copy or to delete: the end of the contact given. A code stands on paper; whoever finds it
/// does not know the telephone number of its owner.
/// </summary>
public static class SecondFact
{
    /// <summary>Characters asked for.</summary>
    public const int Length = 4;

    /// <summary>Whether there is a fact to ask for: a contact with four digits, or with four letters and digits.</summary>
    public static bool IsKnown(Request request) => End(request.Need.Contact) is not null;

    /// <summary>Why not. Null: it is right, or nothing is left that it would guard.</summary>
    public static Refusal? Hinder(Request request, string? given)
    {
        if (request.ErasedAt is not null)
        {
            return null;
        }

        if (End(request.Need.Contact) is not { } end)
        {
            return new Refusal(RefusalCode.PrivacyStation, $"Request '{request.Id}' bears no contact that could prove who asks: the station looks after it.");
        }

        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(end), Encoding.UTF8.GetBytes(End(given) ?? ""))
            ? null
            : new Refusal(RefusalCode.PrivacyContact, "The last four digits of the contact given with the request are needed, and these are not they.", "contact");
    }

    /// <summary>The last four digits; of a contact with fewer the last four letters and digits, in capitals. Null: there are none.</summary>
    private static string? End(string? contact)
    {
        // Full-width digits, as input methods of the region write them, are the same digits.
        var plain = (contact ?? "").Normalize(NormalizationForm.FormKC);
        var digits = string.Concat(plain.Where(char.IsAsciiDigit));
        var all = digits.Length >= Length ? digits : string.Concat(plain.Where(char.IsLetterOrDigit)).ToUpperInvariant();
        return all.Length >= Length ? all[^Length..] : null;
    }
}
