using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Identity;

namespace Dispatch.Web.Accounts;

/// <summary>Account names: lower case, 1 to 64 of a-z, 0-9, dot, dash and underscore.</summary>
internal sealed partial class AccountNames : ILookupNormalizer
{
    public string? NormalizeName(string? name) => Normal(name);

    public string? NormalizeEmail(string? email) => Normal(email);

    /// <summary>Whether a normal name can be that of an account.</summary>
    public static bool IsName(string name) => Pattern().IsMatch(name);

#pragma warning disable CA1308 // Account names are lower case by contract; they are compared, not case-folded for round trips.
    public static string Normal(string? name) => (name ?? "").Trim().ToLowerInvariant();
#pragma warning restore CA1308

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9._-]{0,63}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
