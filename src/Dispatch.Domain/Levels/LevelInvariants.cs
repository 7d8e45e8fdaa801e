using Dispatch.Contracts;
using Dispatch.Contracts.Care;

namespace Dispatch.Domain.Levels;

/// <summary>The promises of docs/care.md on levels that one commit can check by itself.</summary>
public static class LevelInvariants
{
    /// <summary>Throws when a commit would lower a level without a counsellor's word, or lose what was said.</summary>
    public static void Hold(LevelRecord before, LevelRecord after)
    {
        var last = after.Changes[^1];
        Invariant.Holds(
            after.Level >= before.Level || last is { Step: LevelStep.Lowered, Role: Role.Counsellor, Reason.Length: > 0 },
            $"A level would fall from {before.Level} to {after.Level} without a counsellor's reason.");
        Invariant.Holds(
            after.Provisional || !before.Provisional || last is { Step: LevelStep.Confirmed or LevelStep.Lowered, Role: Role.Counsellor },
            $"A provisional {before.Level} would stand confirmed without a counsellor's word.");
        Invariant.Holds(
            after.Version >= before.Version && after.Changes.Take(before.Changes.Length).SequenceEqual(before.Changes),
            $"The changes of a level at version {before.Version} would be rewritten.");
    }
}
