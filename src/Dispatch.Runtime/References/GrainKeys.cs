using System.Globalization;

namespace Dispatch.Runtime.References;

/// <summary>
/// How keys that are not strings are written: a GUID as 32 hexadecimal digits, a number in upper-case hexadecimal, as stock Orleans stores them.
/// </summary>
internal static class GrainKeys
{
    public static string Of(Guid key) => key.ToString("N");

    public static string Of(long key) => key.ToString("X", CultureInfo.InvariantCulture);

    public static Guid AsGuid(IdSpan key) => Guid.ParseExact(key.ToString(), "N");

    public static long AsNumber(IdSpan key) => long.Parse(key.ToString(), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
