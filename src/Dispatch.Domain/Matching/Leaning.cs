using Dispatch.Contracts;
using Dispatch.Contracts.Responders;

namespace Dispatch.Domain.Matching;

/// <summary>What the score will say of a responder, in 24 bits and never less than the truth: enough to pass by whoever cannot be among the best.</summary>
internal static class Leaning
{
    private const int ModeBit = WeekMask.HoursPerWeek - 128;
    private const int LoadBit = ModeBit + 2;
    private const int AcceptanceBit = LoadBit + 6;
    private const int ReliabilityBit = AcceptanceBit + 8;
    private const double Steps = 255;

    /// <summary>A load as high as this may be higher.</summary>
    public const int MostLoad = 63;

    /// <summary>By how much a share here exceeds the truth at most.</summary>
    public const double Step = 1 / Steps;

    public static ulong Of(ResponderCard card) =>
        (ulong)((int)card.TravelMode & 3) << ModeBit
        | (ulong)Math.Clamp(card.Load, 0, MostLoad) << LoadBit
        | (ulong)Math.Ceiling(Score.Acceptance(card) * Steps) << AcceptanceBit
        | (ulong)Math.Ceiling(Score.Reliability(card) * Steps) << ReliabilityBit;

    public static TravelMode Mode(ulong word) => (TravelMode)(word >> ModeBit & 3);

    public static int Load(ulong word) => (int)(word >> LoadBit) & MostLoad;

    public static double Acceptance(ulong word) => (word >> AcceptanceBit & 255) / Steps;

    public static double Reliability(ulong word) => (word >> ReliabilityBit) / Steps;
}
