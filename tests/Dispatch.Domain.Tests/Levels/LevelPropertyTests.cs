using Dispatch.Contracts;
using Dispatch.Contracts.Care;
using Dispatch.Contracts.Requests;
using Dispatch.Domain.Catalogue;
using Dispatch.Domain.Levels;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;

namespace Dispatch.Domain.Tests.Levels;

/// <summary>Whatever anybody says in any order: no level falls without a counsellor, and nothing said is lost.</summary>
public sealed class LevelPropertyTests
{
    [Fact]
    public void Level_UnderAnyWordsInAnyOrder_FallsOnlyByACounsellor() => Prop.ForAll<byte[]>(words =>
    {
        var level = Grading.General;
        for (var minute = 0; minute < words.Length; minute++)
        {
            var before = level;
            level = Say(before, words[minute], minute) ?? before;
            LevelInvariants.Hold(before, level);
            level.Changes.Select(change => change.Version).ShouldBe(Enumerable.Range(1, level.Changes.Length).Select(number => (long)number));
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Queue_OfAnyEntriesInAnyOrder_IsTheSameQueue() => Prop.ForAll<(byte Level, bool Unanswered, byte Minute)[], int>((rows, seed) =>
    {
        var entries = rows.Select((row, number) => new TriageEntry(
            $"r{number}", (RiskLevel)(row.Level % 3), row.Unanswered, Grading.Noon.AddMinutes(row.Minute % 5))).ToArray();
        var queue = TriageOrder.Queue(entries);

        new Random(seed).Shuffle(entries);
        TriageOrder.Queue(entries).ShouldBe(queue);
        queue.Select(entry => entry.Level).ShouldBe(queue.Select(entry => entry.Level).OrderDescending());
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Queue_WhoeverIsRaisedOrWarnedOf_NeverFallsBack() => Prop.ForAll<byte[], byte>((words, raise) =>
    {
        var others = words.Select((word, number) => Aged(word, number).Entry($"r{number}")).ToArray();
        var mine = Aged(raise, 3);
        var louder = mine.Raised((RiskLevel)(raise % 3), 900, Role.Resident, "再来");

        Place(louder).ShouldBeLessThanOrEqualTo(Place(mine));

        int Place(LevelRecord level) => TriageOrder.Queue([.. others, level.Entry("mine")]).IndexOf(level.Entry("mine"));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Queue_OfAMorning_ServesDangerThenWhomNobodySawThenWhoWaits()
    {
        TriageEntry[] morning =
        [
            new("general-long", RiskLevel.General, true, Grading.Noon.AddDays(-3)),
            new("serious-seen", RiskLevel.Serious, false, Grading.Noon.AddHours(-9)),
            new("serious-new", RiskLevel.Serious, true, Grading.Noon),
            new("danger-seen", RiskLevel.HighRisk, false, Grading.Noon.AddHours(-2)),
            new("danger-b", RiskLevel.HighRisk, true, Grading.Noon),
            new("danger-a", RiskLevel.HighRisk, true, Grading.Noon),
            new("danger-first", RiskLevel.HighRisk, true, Grading.Noon.AddSeconds(-1)),
        ];

        TriageOrder.Queue(morning).Select(entry => entry.Id).ShouldBe(
            ["danger-first", "danger-a", "danger-b", "danger-seen", "serious-new", "serious-seen", "general-long"]);
    }

    [Fact]
    public void Invariant_AForgedLowering_IsCaught()
    {
        var high = Grading.General.Raised(RiskLevel.HighRisk);

        Should.Throw<InvariantBrokenException>(() => LevelInvariants.Hold(high, high with { Level = RiskLevel.General }));
        Should.Throw<InvariantBrokenException>(() => LevelInvariants.Hold(high, high with { Provisional = false }));
        Should.Throw<InvariantBrokenException>(() => LevelInvariants.Hold(high, Grading.General.Raised(RiskLevel.HighRisk, reason: "别的")));
    }

    private static LevelRecord Aged(byte word, int minute) => Say(Say(Grading.General, word, minute) ?? Grading.General, word * 7, minute + 1) ?? Grading.General;

    private static LevelRecord? Say(LevelRecord level, int word, int minute)
    {
        var to = (RiskLevel)(word % 3);
        var role = (Role)(word / 3 % 6);
        var by = word % 2 == 0 ? Grading.Lin : Grading.Wu;
        var now = Grading.Noon.AddMinutes(minute);
        return (word / 18 % 4) switch
        {
            0 => LevelRules.Raise(level, new RaiseLevel(Grading.As(role), to, $"第{word}句"), now).Next,
            1 => LevelRules.Raise(level, new CueFinding(to, ["suicide"]), now),
            2 => LevelRules.RaiseByScreening(level, "syn", Grading.As(role), now),
            _ => LevelRules.Confirm(level, new ConfirmLevel(Grading.As(role, by.Id), to, "看过", level.Version - (word / 72)), by, now).Next,
        };
    }
}
