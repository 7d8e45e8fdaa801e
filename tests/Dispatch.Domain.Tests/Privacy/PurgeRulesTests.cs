using System.Collections.Immutable;
using Dispatch.Contracts.Privacy;
using Dispatch.Contracts.Records;
using Dispatch.Domain.Privacy;
using Shouldly;

namespace Dispatch.Domain.Tests.Privacy;

/// <summary>When the nightly purge runs, and how far it goes.</summary>
public class PurgeRulesTests
{
    private static readonly DateTimeOffset Night = new(2026, 3, 2, 3, 30, 0, TimeSpan.FromHours(8));

    [Theory]
    [InlineData(null, 3, true)]
    [InlineData(null, 2, false)]
    [InlineData(-1, 3, true)]
    [InlineData(-1, 23, true)]
    [InlineData(0, 4, false)]
    [InlineData(1, 4, false)]
    [InlineData(2, 4, true)]
    [InlineData(1_500, 4, true)]
    public void Night_IsPurgedOnceFromItsHourOn_AlsoWhenTheClockWasSetBack(int? lastNight, int hour, bool due)
    {
        var last = lastNight is { } days ? DateOnly.FromDateTime(Night.DateTime).AddDays(days) : (DateOnly?)null;
        var local = new DateTimeOffset(2026, 3, 2, hour, 0, 0, TimeSpan.FromHours(8));

        PurgeRules.IsDue(PurgeState.Fresh with { LastNight = last }, local, hour: 3).ShouldBe(due);
    }

    [Fact]
    public void Clock_ThatJumpedByYears_LetsANightLookAWeekFurtherAndNoMore()
    {
        var before = PurgeState.Fresh with { AsOf = Night };

        PurgeRules.AsOf(before, Night.AddYears(4)).ShouldBe(Night.AddDays(7));
        PurgeRules.AsOf(before, Night.AddDays(1)).ShouldBe(Night.AddDays(1));
        PurgeRules.AsOf(before with { AsOf = Night.AddYears(4) }, Night.AddDays(1)).ShouldBe(Night.AddDays(1), "The clock is right again.");
        PurgeRules.AsOf(PurgeState.Fresh, Night).ShouldBe(Night);
        PurgeRules.AsOf(PurgeState.Fresh with { LastNight = new DateOnly(2026, 3, 1) }, Night.AddYears(4)).Date.ShouldBe(new DateTime(2026, 3, 8));
    }

    [Fact]
    public void Entries_YoungerThanTheRetention_EndTheNightsWalk()
    {
        var step = PurgeRules.Next(
            [Entry(1, RecordActions.RequestSubmitted, -900), Entry(2, RecordActions.RequestCancelled, -800), Entry(3, RecordActions.RequestConfirmed, -10)],
            from: 0, Night.AddDays(-30), Retention.Case, most: 100);

        (step.Subjects.ShouldHaveSingleItem(), step.Upto, step.Finished).ShouldBe(("r2", 2, true));
    }

    [Theory]
    [InlineData(RecordActions.CaseClosed, true)]
    [InlineData(RecordActions.CaseAside, true)]
    [InlineData(RecordActions.CaseFollowUpTried, true)]
    [InlineData(RecordActions.CaseFollowUpSettled, true)]
    [InlineData(RecordActions.CaseOpened, false)]
    public void Case_ThatWasStillNeededWhenItsRequestWasAskedFor_IsAskedAgainAtItsOwnEnd(string action, bool asked)
    {
        var step = PurgeRules.Next([Entry(1, RecordActions.RequestConfirmed, -800), Entry(2, action, -700)], from: 0, Night.AddDays(-30), Retention.Case, most: 100);

        step.Subjects.ShouldBe(asked ? ["r1", "r2"] : ["r1"]);
    }

    [Fact]
    public void Entries_BeforeTheCutoffOfAClockThatIsBack_AreLeftAlone() =>
        PurgeRules.Next([Entry(1, RecordActions.RequestCancelled, 0)], 0, Night.AddDays(-31), Retention.Case, 100).Subjects.ShouldBeEmpty();

    [Fact]
    public void Accounts_ThatWereClosed_AreWalkedByThemselves()
    {
        ImmutableArray<LedgerEntry> entries = [Entry(1, RecordActions.RequestCancelled, -900), Entry(2, RecordActions.AccountClosed, -900)];
        ImmutableArray<LedgerEntry> others = [Entry(3, RecordActions.AccountInvited, -900), Entry(4, RecordActions.RequestUnfilled, -900)];
        PurgeRules.Next(others, 2, Night, Retention.Invitation, 9).Subjects.ShouldBe(["r3"]);
        PurgeRules.Next(others, 2, Night, Retention.Unfilled, 9).Subjects.ShouldBe(["r4"]);

        PurgeRules.Next(entries, 0, Night, Retention.Account, 2).Subjects.ShouldBe(["r2"]);
        PurgeRules.Next(entries, 0, Night, Retention.Service, 2).Finished.ShouldBeFalse("A full page: there may be more.");
    }

    [Fact]
    public void Subjects_ThatDidNotAnswer_WaitUntilTheyDoAndNeverBeyondWhatIsKept()
    {
        var waiting = PurgeRules.Asked(PurgeState.Fresh, Retention.Case, Outcomes(PurgeOutcome.Repeat, "a", "b"))!;
        waiting.Repeats.ShouldBe([new PurgeRepeat(Retention.Case, "a"), new PurgeRepeat(Retention.Case, "b")]);
        PurgeRules.Asked(waiting, Retention.Case, Outcomes(PurgeOutcome.Repeat, "a", "b")).ShouldBeSameAs(waiting);
        PurgeRules.Asked(waiting, Retention.Service, Outcomes(PurgeOutcome.Gone, "a")).ShouldBeSameAs(waiting);

        PurgeRules.Asked(waiting, Retention.Case, Outcomes(PurgeOutcome.Nothing, "a"))!.Repeats.ShouldHaveSingleItem().Subject.ShouldBe("b");
        var many = Enumerable.Range(0, PurgeRules.MostRepeats - 1).Select(number => $"r{number}").ToArray();
        PurgeRules.Asked(waiting, Retention.Case, Outcomes(PurgeOutcome.Repeat, many)).ShouldBeNull("The walk must not go past whom nobody remembers.");
    }

    private static Dictionary<string, PurgeOutcome> Outcomes(PurgeOutcome outcome, params string[] subjects) =>
        subjects.ToDictionary(subject => subject, _ => outcome);

    private static LedgerEntry Entry(long sequence, string action, int days) => new(
        "zhuoda", sequence, Night.AddDays(days), Night.AddDays(days), "system", null, action, $"request/r{sequence}", $"c/{sequence}", Facets.None, [], [], []);
}
