using Dispatch.Contracts;
using Dispatch.Contracts.Duty;
using Dispatch.Contracts.Rosters;
using Dispatch.Domain.Duty;
using static Dispatch.Domain.Tests.Duty.DutyScene;

namespace Dispatch.Domain.Tests.Duty;

public class DutyClockTests
{
    private static readonly DateTimeOffset Start = Now.AddHours(4);

    private static DutyRoster Roster => Plan(Shift(0, 12, 20, "c1", "c2"));

    [Fact]
    public void People_OfAShift_AreToldAnHourBefore()
    {
        Assert.DoesNotContain(Fire(Roster, Start.AddMinutes(-61)).Alerts, alert => alert.Kind == DutyAlertKind.ShiftSoon);

        Assert.Equal(["c1", "c2"], Told(Fire(Roster, Start.AddMinutes(-60)), DutyAlertKind.ShiftSoon));
    }

    [Fact]
    public void First_WhoDoesNotCome_IsStoodInForByTheSecondAndThenTheHeadIsTold()
    {
        var missed = Fire(Roster, Start.AddMinutes(5));
        Assert.Equal(["c1", "c2"], Told(missed, DutyAlertKind.PrimaryMissing));
        Assert.Empty(Told(missed, DutyAlertKind.NobodyBegan));
        Assert.Equal("c2", WatchPlan.Acting(missed, People, Start.AddMinutes(5)));
        Assert.Equal(("c2", "c1"), Assert.Single(WatchPlan.Of(missed, People, Start)) is var watch ? (watch.Primary, watch.Secondary) : default);

        var climbed = Fire(missed, Start.AddMinutes(10));
        Assert.Equal(["head"], Told(climbed, DutyAlertKind.NobodyBegan));
        Assert.Equal(Start.AddMinutes(20), DutyClock.NextAt(climbed, Settings, Start.AddMinutes(10)));
    }

    [Fact]
    public void First_OnDutyByHand_IsAtWorkWithoutAWord()
    {
        var begun = DutyClock.Fire(Roster, Of("Asia/Shanghai", Person("c1", onDuty: true), Person("c2")), Settings, Start.AddMinutes(5));

        Assert.Equal("c1", begun.Shifts[0].BegunBy);
        Assert.Empty(Told(begun, DutyAlertKind.PrimaryMissing));
        Assert.Empty(Told(Fire(begun, Start.AddHours(1)), DutyAlertKind.NobodyBegan));
    }

    [Fact]
    public void First_WhoComesLate_HasTheWatchAgain()
    {
        var missed = Fire(Roster, Start.AddMinutes(5));
        var second = BeginRules.Begin(missed, new BeginShift(Counsellor("c2"), "s1"), People, Settings, Start.AddMinutes(6)).Next!;
        Assert.Equal("c2", WatchPlan.Acting(second, People, Start.AddMinutes(7)));

        var late = BeginRules.Begin(second, new BeginShift(Counsellor("c1"), "s1"), People, Settings, Start.AddMinutes(30)).Next!;

        Assert.Equal("c1", WatchPlan.Acting(late, People, Start.AddMinutes(31)));
        Assert.Same(late, BeginRules.Begin(late, new BeginShift(Counsellor("c2"), "s1"), People, Settings, Start.AddMinutes(32)).Next);
    }

    [Fact]
    public void Gap_Ahead_IsToldToTheHeadOnceADay()
    {
        var first = Fire(Plan(Shift(0, 8, 16, "c1", "c2")), Now.AddMinutes(10));
        var gaps = first.Alerts.Count(alert => alert.Kind == DutyAlertKind.GapAhead);
        Assert.Equal(2, gaps);
        Assert.Equal(["head", "head"], Told(first, DutyAlertKind.GapAhead));

        var later = Fire(first, Now.AddHours(6));
        Assert.Equal(first.GapsTold, later.GapsTold);
        Assert.All(Fire(later, Now.AddHours(25)).GapsTold, told => Assert.Equal(Now.AddHours(25), told.At));
        Assert.Equal(2, Fire(later, Now.AddHours(25)).GapsTold.Length);
    }

    [Fact]
    public void Gap_ThatWasMended_IsNoLongerOnTheHeadsScreen()
    {
        var told = Fire(Plan(Shift(0, 8, 16, "c1", "c2")), Now.AddMinutes(10));
        var days = Enumerable.Range(0, 15).Select(day => Shift(day, day == 0 ? 16 : 0, 24, "c4", "c5"));

        var mended = days.Aggregate(told, (roster, shift) => ShiftRules.Plan(roster, shift, People, Now.AddMinutes(11)).Next!);

        Assert.DoesNotContain(Fire(mended, Now.AddMinutes(21)).Alerts, alert => alert.Gap is DutyGapKind.NoPrimary or DutyGapKind.NoSecondary);
    }

    [Fact]
    public void Outage_OverAWholeShift_FiresOnceForWhatRunsNow()
    {
        var roster = Plan(Shift(0, 8, 16, "c1", "c2"), Shift(0, 16, 24, "c4", "c5"));

        var fired = Fire(roster, Now.AddHours(9));

        Assert.Null(fired.Find("s1")!.MissingAt);
        Assert.NotNull(fired.Find("s2")!.MissingAt);
        Assert.True(DutyClock.NextAt(fired, Settings, Now.AddHours(9)) > Now.AddHours(9));
    }

    [Fact]
    public void HandOver_ThatNobodyAnswers_IsToldToBothAndTheHeadAndChangesNothing()
    {
        var offered = HandOverRules.Offer(Roster, new OfferHandOver(Counsellor("c1"), "c4", "交接说明"), People, Start).Next!;

        var waited = Fire(offered, Start.AddMinutes(15));

        Assert.Equal(["c1", "c4", "head"], Told(waited, DutyAlertKind.HandOverWaiting));
        Assert.Equal(("c1", DutyAnswer.Waiting), (waited.Shifts[0].Primary, waited.HandOvers[0].State));
    }

    [Fact]
    public void HandOver_ThatNobodyAnswersForHalfADay_IsToldAgainAndAgainAndLapses()
    {
        var offered = HandOverRules.Offer(Roster, new OfferHandOver(Counsellor("c1"), "c4", "交接说明"), People, Start).Next!;
        var waited = Fire(offered, Start.AddMinutes(15));

        var again = Fire(waited, Start.AddMinutes(30));
        Assert.Equal(["c1", "c4", "head"], Told(again, DutyAlertKind.HandOverWaiting));
        Assert.All(again.Alerts.Where(alert => alert.Kind == DutyAlertKind.HandOverWaiting), alert => Assert.Equal(Start.AddMinutes(30), alert.At));

        var late = Fire(again, Start.AddHours(12));
        Assert.Equal(DutyAnswer.Lapsed, late.HandOvers[0].State);
        Assert.Equal(
            RefusalCode.DutyState,
            HandOverRules.Answer(late, new AnswerColleague(Counsellor("c4"), late.HandOvers[0].Number, true), [], People, Start.AddHours(13)).Refused!.Code);
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(12, true)]
    [InlineData(13, false)]
    public void Person_OnDutySinceYesterday_IsNotTakenForAtWork(int hours, bool isAtHand) =>
        Assert.Equal(isAtHand, DutyPeople.IsAtHand(new CounsellorFacts("c1", "fucheng", null, true, true, 1, Start.AddHours(-hours)), Start));

    [Fact]
    public void HandOver_Accepted_NamesWhatGoesAlongAndPutsTheOtherInCharge()
    {
        var offered = HandOverRules.Offer(Roster, new OfferHandOver(Counsellor("c1"), "c4", "交接说明"), People, Start).Next!;
        DutyItem[] items = [new(DutyItemKind.Chat, "r1", DutyItemState.Waiting), new(DutyItemKind.Offer, "r2", DutyItemState.Waiting)];

        var taken = HandOverRules.Answer(offered, new AnswerColleague(Counsellor("c4"), offered.HandOvers[0].Number, true), [.. items], People, Start).Next!;

        Assert.Equal("c4", WatchPlan.Acting(taken, People, Start));
        Assert.Equal("r1", HandOverRules.ToMove(taken)[0].Item.RequestId);
        var moved = HandOverRules.Settle(taken, taken.HandOvers[0].Number, items[0] with { State = DutyItemState.Moved });
        Assert.Equal("r2", HandOverRules.ToMove(moved)[0].Item.RequestId);
        Assert.Same(moved, HandOverRules.Settle(moved, taken.HandOvers[0].Number, items[0] with { State = DutyItemState.Stays }));
    }

    [Fact]
    public void HandOver_SeenByAColleague_IsNotThere()
    {
        var offered = HandOverRules.Offer(Roster, new OfferHandOver(Counsellor("c1"), "c4", "交接说明"), People, Start).Next!;

        Assert.Empty(DutyViews.Of(offered, People, Settings, Counsellor("c5"), Today, 7, Now).HandOvers);
        Assert.Single(DutyViews.Of(offered, People, Settings, Counsellor("c4"), Today, 7, Now).HandOvers);
        Assert.Single(DutyViews.Of(offered, People, Settings, Head, Today, 7, Now).HandOvers);
        Assert.Empty(DutyViews.Of(offered, People, Settings, new Dispatch.Contracts.Actor("k", Dispatch.Contracts.Role.Coordinator, "fucheng"), Today, 7, Now).HandOvers);
    }

    [Fact]
    public void Licence_ThatEndsWithinAShift_CutsTheWatchThere()
    {
        var people = Of("Asia/Shanghai", Person("c1", Start.AddHours(3)), Person("c2"));

        var watch = WatchPlan.Of(Plan(people, Shift(0, 12, 20, "c1", "c2")), people, Now);

        Assert.Equal([(Start, "c1"), (Start.AddHours(3), null)], watch.Select(part => (part.From, part.Primary)));
    }

    private static DutyRoster Fire(DutyRoster roster, DateTimeOffset now) => DutyClock.Fire(roster, People, Settings, now);

    private static string[] Told(DutyRoster roster, DutyAlertKind kind) =>
        [.. roster.Alerts.Where(alert => alert.Kind == kind).Select(alert => alert.To).Order(StringComparer.Ordinal)];
}
