using Dispatch.Contracts;

namespace Dispatch.Domain.Cases;

/// <summary>How much one case holds; beyond it a command is refused with <c>case.full</c>, but never one that raises, hands over, closes or reopens.</summary>
public static class CaseLimits
{
    /// <summary>Contacts, and notes.</summary>
    public const int Contacts = 500;

    /// <summary>Goals, referrals, decisions to keep, supervisions and reassessments, each.</summary>
    public const int Entries = 100;

    /// <summary>Files beside it.</summary>
    public const int Links = 20;

    /// <summary>Steps entered.</summary>
    public const int Steps = 200;

    /// <summary>Entries of the history.</summary>
    public const int History = 1_000;

    internal static Refusal? Check(CareCase held, string what, int count, int most) =>
        count >= most ? new Refusal(RefusalCode.CaseFull, $"Case '{held.Id}' holds {count} {what}, which is the most.") : null;
}
