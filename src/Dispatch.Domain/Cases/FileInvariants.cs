using Dispatch.Contracts;
using Dispatch.Domain.Levels;

namespace Dispatch.Domain.Cases;

/// <summary>What holds at every commit of a file.</summary>
public static class FileInvariants
{
    /// <summary>Throws when a commit would leave a person in danger without a named human, lose a level's history or a follow-up, or end a case unsigned.</summary>
    public static CaseFile Assert(CaseFile? before, CaseFile after)
    {
        Invariant.Holds(after.Human.Length > 0, $"File '{after.Id}' names nobody who is answerable for it.");
        Invariant.Holds(after.Case is not null || after.Aside is null || after.Level.Level != RiskLevel.HighRisk, $"File '{after.Id}' would be put away at High-risk.");
        if (before is not null)
        {
            if (after.ErasedAt is null || after.ErasedAt == before.ErasedAt)
            {
                LevelInvariants.Hold(before.Standing, after.Standing);
            }

            Invariant.Holds(before.Case is null || after.Case is not null, $"File '{after.Id}' would lose its case.");
        }

        if (after.Case is { } held)
        {
            CaseInvariants.Hold(held);
            Invariant.Holds(
                new[] { held.Owner, held.Deputy }.All(account => !after.Bars(account) || after.Left.Contains(account)),
                $"File '{after.Id}' keeps somebody with a conflict of interest as owner or deputy.");
        }

        return after;
    }
}
