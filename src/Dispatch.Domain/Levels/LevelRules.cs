using System.Collections.Immutable;
using Dispatch.Contracts;
using Dispatch.Contracts.Care;
using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Responders;
using Dispatch.Domain.Catalogue;
using Dispatch.Domain.Requests;
using Dispatch.Domain.Triage;

namespace Dispatch.Domain.Levels;

/// <summary>Who may change a level: anyone raises, a licensed counsellor alone confirms or lowers (decision G03).</summary>
public static class LevelRules
{
    /// <summary>Warnings kept between two decisions of a counsellor. A raise is always kept: there are two at most.</summary>
    public const int WarningsMost = 50;

    /// <summary>What stands before the code of an instrument, as in <c>screening.phq-9</c>.</summary>
    public const string ScreeningPrefix = "screening.";

    /// <summary>The record that begins with what intake found.</summary>
    public static LevelRecord Grade(TriageOutcome triage, DateTimeOffset now) => new(
        triage.Level,
        triage.Provisional,
        [new LevelChange(1, LevelStep.Graded, RiskLevel.General, triage.Level, Actor.System.Account, Actor.System.Role, now, triage.Reasons, null)]);

    /// <summary>Someone sees danger. Binds at once when it is higher than what stands, also above what was confirmed; otherwise it is kept as a warning.</summary>
    public static Decision<LevelRecord> Raise(LevelRecord level, RaiseLevel command, DateTimeOffset now) =>
        (CheckLevel(command.To) ?? TextRules.CheckReason(command.Reason, required: true)) is { } refused
            ? refused
            : Raise(level, command.To, command.By, [TriageRules.Raised], command.Reason, now);

    /// <summary>Words were read. Nothing found leaves the level as it is, and never speaks for a lower one.</summary>
    public static LevelRecord Raise(LevelRecord level, CueFinding cues, DateTimeOffset now) =>
        Raise(level, cues.Level, Actor.System, [.. cues.Categories.Select(category => TriageRules.CuePrefix + category)], null, now);

    /// <summary>An answer of a screening touched the rule of immediate danger.</summary>
    public static LevelRecord RaiseByScreening(LevelRecord level, string instrument, Actor by, DateTimeOffset now) =>
        Raise(level, RiskLevel.HighRisk, by, [ScreeningPrefix + instrument], null, now);

    /// <summary>A licensed counsellor decides on the level as it was seen. The same decision told again changes nothing.</summary>
    /// <param name="level">The level as it stands.</param>
    /// <param name="command">The decision.</param>
    /// <param name="counsellor">The own record of whoever decides; null: there is none.</param>
    /// <param name="now">The licence must cover this moment.</param>
    public static Decision<LevelRecord> Confirm(LevelRecord level, ConfirmLevel command, ResponderProfile? counsellor, DateTimeOffset now)
    {
        if ((Licence.Person(command.By, counsellor) ?? CheckLevel(command.To) ?? TextRules.CheckReason(command.Reason, required: true)) is { } refused)
        {
            return refused;
        }

        if (IsToldAgain(level, command))
        {
            return level;
        }

        if (command.IfVersion != level.Version)
        {
            return new Refusal(
                RefusalCode.LevelChanged, $"The level is {level.Level} at version {level.Version}; the decision is based on version {command.IfVersion}.", "ifVersion");
        }

        return Licence.Term(counsellor!, now) is { } lapsed
            ? lapsed
            : level.With(command.To < level.Level ? LevelStep.Lowered : LevelStep.Confirmed, command.To, command.By, now, [], command.Reason);
    }

    private static LevelRecord Raise(LevelRecord level, RiskLevel to, Actor by, ImmutableArray<string> codes, string? reason, DateTimeOffset now)
    {
        if (to > level.Level)
        {
            return level.With(LevelStep.Raised, to, by, now, codes, reason);
        }

        // A counsellor who is about to lower the level must not miss that somebody has just spoken for it once more.
        return to == RiskLevel.General || IsKnown(level, to, by, codes, reason) || level.Open.Count(change => change.Step == LevelStep.Warned) >= WarningsMost
            ? level
            : level.With(LevelStep.Warned, to, by, now, codes, reason);
    }

    private static bool IsKnown(LevelRecord level, RiskLevel to, Actor by, ImmutableArray<string> codes, string? reason) =>
        level.Open.Any(said => said.To == to && said.By == by.Account && said.Reason == reason && said.Codes.SequenceEqual(codes));

    private static bool IsToldAgain(LevelRecord level, ConfirmLevel command) =>
        command.IfVersion == level.Version - 1
        && level.Changes[^1] is { Step: LevelStep.Confirmed or LevelStep.Lowered } last
        && last.By == command.By.Account && last.To == command.To && last.Reason == command.Reason;

    private static Refusal? CheckLevel(RiskLevel level) =>
        Enum.IsDefined(level) ? null : new Refusal(RefusalCode.InputInvalid, $"There is no level {(int)level}.", "to");
}
