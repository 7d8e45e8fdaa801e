using System.Security.Cryptography;
using System.Text;
using Dispatch.Contracts.Accounts;

namespace Dispatch.Web.Accounts;

/// <summary>Ten codes that each stand in once for the authenticator app: 16 letters of 32 kinds, 80 random bits.</summary>
/// <remarks>One salt serves all ten, so that one derivation finds out whether a code is among them.</remarks>
internal static class RecoveryCodes
{
    private const int Number = 10;
    private const int Letters = 16;
    private const int GroupOf = 4;
    private const int Rounds = 100_000;
    private const int SaltBytes = 16;
    private const int DigestBytes = 32;

    /// <summary>Crockford's base 32: nothing in it looks like something else.</summary>
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    /// <summary>New codes as they are shown, and what is kept of them.</summary>
    public static (string[] Codes, RecoverySet Kept) Make()
    {
        var salt = Convert.ToBase64String(RandomNumberGenerator.GetBytes(SaltBytes));
        var codes = Enumerable.Range(0, Number).Select(_ => RandomNumberGenerator.GetString(Alphabet, Letters)).ToArray();
        return ([.. codes.Select(Spell)], new RecoverySet(salt, [.. codes.Select(code => Derive(code, salt))]));
    }

    /// <summary>The digest of a code as somebody typed it; null when it cannot be one, or there are none.</summary>
    public static string? Digest(string typed, string? salt)
    {
        if (salt is null || typed.Length > 2 * Letters)
        {
            return null;
        }

        var code = string.Concat(typed.Select(char.ToLowerInvariant).Where(letter => letter is not (' ' or '-')).Select(letter => letter switch
        {
            'o' => '0',
            'i' or 'l' => '1',
            _ => letter,
        }));
        return code.Length == Letters && code.All(Alphabet.Contains) ? Derive(code, salt) : null;
    }

    private static string Spell(string code) => string.Join('-', code.Chunk(GroupOf).Select(group => new string(group)));

    private static string Derive(string code, string salt) => Convert.ToHexStringLower(
        Rfc2898DeriveBytes.Pbkdf2(Encoding.ASCII.GetBytes(code), Convert.FromBase64String(salt), Rounds, HashAlgorithmName.SHA256, DigestBytes));
}
