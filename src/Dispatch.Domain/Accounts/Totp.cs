using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Dispatch.Domain.Accounts;

/// <summary>Codes of authenticator apps: RFC 6238 with SHA-1, six digits and steps of thirty seconds, which is all that most apps know.</summary>
/// <remarks>
/// Identity's own provider allows two steps to either side and does not tell which one a code belongs to, so that a code could be used twice.
/// </remarks>
public static class Totp
{
    private const int StepSeconds = 30;
    private const int Digits = 6;
    private const int Modulus = 1_000_000;

    /// <summary>Steps before and after the present one that count: clocks differ, and people type slowly.</summary>
    private const int Window = 1;

    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public static long StepAt(DateTimeOffset now) => now.ToUnixTimeSeconds() / StepSeconds;

    /// <summary>The time step to which a code belongs, the latest of those allowed; null: none.</summary>
    public static long? Match(ReadOnlySpan<byte> secret, string code, DateTimeOffset now)
    {
        if (code.Length != Digits || !code.All(char.IsAsciiDigit))
        {
            return null;
        }

        long? found = null;
        for (var step = StepAt(now) - Window; step <= StepAt(now) + Window; step++)
        {
            if (CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Code(secret, step)), Encoding.ASCII.GetBytes(code)))
            {
                found = step;
            }
        }

        return found;
    }

    /// <summary>The code of a time step.</summary>
    public static string Code(ReadOnlySpan<byte> secret, long step)
    {
        Span<byte> counter = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> mac = stackalloc byte[HMACSHA1.HashSizeInBytes];
#pragma warning disable CA5350 // RFC 6238 by HMAC-SHA-1 is what authenticator apps know; as a MAC it is unbroken.
        HMACSHA1.HashData(secret, counter, mac);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(mac[(mac[^1] & 0xf)..]) & int.MaxValue;
        return (number % Modulus).ToString(CultureInfo.InvariantCulture).PadLeft(Digits, '0');
    }

    /// <summary>A secret as apps take it: base 32 of RFC 4648, without padding.</summary>
    public static string Spell(ReadOnlySpan<byte> secret)
    {
        var spelled = new StringBuilder();
        var (bits, held) = (0, 0);
        foreach (var part in secret)
        {
            bits = ((bits << 8) | part) & 0xfff;
            for (held += 8; held >= 5; held -= 5)
            {
                spelled.Append(Letters[(bits >> (held - 5)) & 31]);
            }
        }

        return held == 0 ? spelled.ToString() : spelled.Append(Letters[(bits << (5 - held)) & 31]).ToString();
    }
}
