using System.Globalization;
using System.Security.Cryptography;
using Dispatch.Web.Hosting;

namespace Dispatch.Web.Accounts;

/// <summary>One-time codes that a station reads out to a volunteer: eight digits.</summary>
/// <remarks>
/// Five misses kill a code, so that guessing finds one in twenty million; ten minutes are enough to type it. Eight digits would be guessed from a
/// plain digest in a second, so what is kept is keyed with the server's secret.
/// </remarks>
internal sealed class StationCodes(ServerSecret secret)
{
    private const int Digits = 8;
    private const int Kinds = 100_000_000;

    public static string Make() => RandomNumberGenerator.GetInt32(Kinds).ToString(CultureInfo.InvariantCulture).PadLeft(Digits, '0');

    /// <summary>The digits of what was typed; null when it cannot be a code.</summary>
    public static string? Read(string? typed)
    {
        var code = string.Concat((typed ?? "").Where(letter => !char.IsWhiteSpace(letter) && letter != '-'));
        return code.Length == Digits && code.All(char.IsAsciiDigit) ? code : null;
    }

    public string Digest(string account, string code) => Convert.ToHexStringLower(secret.Derive("station-code", $"{account}\0{code}"));
}
