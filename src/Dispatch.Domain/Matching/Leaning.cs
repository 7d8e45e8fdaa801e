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
    private const int Steps = 255;

    /// <summary>A load as high as this may be higher.</summary>
    public const int MostLoad = 63;

    /// <summary>By how much a share here exceeds the truth at most.</summary>
    public const double Step = 1.0 / Steps;

    public static ulong Of(ResponderCard card) =>
        ((ulong)card.TravelMode & 3) << ModeBit
        | (ulong)Math.Clamp(card.Load, 0, MostLoad) << LoadBit
        | (ulong)Math.Ceiling(Score.Acceptance(card) * Steps) << AcceptanceBit
        | (ulong)Math.Ceiling(Score.Reliability(card) * Steps) << ReliabilityBit;

    public static TravelMode Mode(ulong word) => (TravelMode)(word >> ModeBit & 3);

    public static int Load(ulong word) => (int)(word >> LoadBit) & MostLoad;

    /// <summary>The share of offers accepted in steps of <see cref="Step"/>, 0..255.</summary>
    public static int Acceptance(ulong word) => (int)(word >> AcceptanceBit) & Steps;

    /// <summary>The share of assignments kept, as <see cref="Acceptance"/>.</summary>
    public static int Reliability(ulong word) => (int)(word >> ReliabilityBit);
}
